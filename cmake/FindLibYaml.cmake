# libyaml, which ships no CMake configuration on most systems: gives the target LibYaml::LibYaml.
# Used by the build and, installed beside the package's configuration, by those who find the package.
find_path(LibYaml_INCLUDE_DIR yaml.h)
# The archive first: then what is built here runs where libyaml is not installed.
find_library(LibYaml_LIBRARY NAMES libyaml.a yaml_static yaml)
mark_as_advanced(LibYaml_INCLUDE_DIR LibYaml_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibYaml REQUIRED_VARS LibYaml_LIBRARY LibYaml_INCLUDE_DIR)
if(LibYaml_FOUND AND NOT TARGET LibYaml::LibYaml)
  add_library(LibYaml::LibYaml UNKNOWN IMPORTED)
  set_target_properties(LibYaml::LibYaml PROPERTIES
    IMPORTED_LOCATION "${LibYaml_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${LibYaml_INCLUDE_DIR}")
  if(LibYaml_LIBRARY MATCHES "\\.a$|yaml_static")
    # On Windows libyaml's header asks for a DLL unless told otherwise.
    set_property(TARGET LibYaml::LibYaml PROPERTY INTERFACE_COMPILE_DEFINITIONS YAML_DECLARE_STATIC)
  endif()
endif()
