# Run with cmake -DSCHEMAS_DIR=... -DOUTPUT=... -P: writes the JSON schemas into a C++ header, so that the command
# carries them wherever it is copied.
set(header "#pragma once\n// Written by cmake/EmbedSchemas.cmake from schemas/; changes here are lost.\n
#include <array>\n#include <string_view>\n\nnamespace kontaktforloeb::cli {

/// A schema that the command carries.
struct EmbeddedSchema {
  std::string_view name; ///< As `schema` takes it.
  std::string_view text; ///< The file.
};
")
set(names course assessment baseline config admitted capacity plan)
list(LENGTH names count)
string(APPEND header "\ninline constexpr std::array<EmbeddedSchema, ${count}> embedded_schemas{{")
foreach(name IN LISTS names)
  file(READ "${SCHEMAS_DIR}/${name}-1.schema.json" text)
  string(APPEND header "\n    {\"${name}\",")
  # Compilers limit the length of one literal but join neighbours; cut at line ends, so no UTF-8 character is torn.
  string(LENGTH "${text}" left)
  while(left GREATER 0)
    string(SUBSTRING "${text}" 0 8000 piece)
    if(left GREATER 8000)
      string(FIND "${piece}" "\n" line_end REVERSE)
      if(line_end EQUAL -1)
        message(FATAL_ERROR "${name}-1.schema.json: a line of more than 8000 bytes cannot be embedded")
      endif()
      math(EXPR size "${line_end} + 1")
      string(SUBSTRING "${text}" 0 ${size} piece)
    endif()
    string(LENGTH "${piece}" size)
    string(SUBSTRING "${text}" ${size} -1 text)
    string(LENGTH "${text}" left)
    string(APPEND header "\n     R\"schema(${piece})schema\"")
  endwhile()
  string(APPEND header "},")
endforeach()
string(APPEND header "}};\n\n} // namespace kontaktforloeb::cli\n")
file(WRITE "${OUTPUT}" "${header}")
