#include "arrow_export.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

namespace kontaktforloeb::arrow {
namespace {

constexpr std::int64_t nullable_flag = 2;

/// What a schema that was handed over owns.
struct SchemaHolder {
  std::string format, name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
  ArrowSchema dictionary{};
};

void release_schema(ArrowSchema* schema) {
  const std::unique_ptr<SchemaHolder> holder{static_cast<SchemaHolder*>(schema->private_data)};
  for (ArrowSchema& child : holder->children)
    if (child.release != nullptr) child.release(&child);
  if (holder->dictionary.release != nullptr) holder->dictionary.release(&holder->dictionary);
  schema->release = nullptr;
}

/// What an array that was handed over owns.
struct ArrayHolder {
  std::vector<std::vector<std::byte>> buffers;
  std::vector<const void*> starts;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  ArrowArray dictionary{};
};

void release_array(ArrowArray* array) {
  const std::unique_ptr<ArrayHolder> holder{static_cast<ArrayHolder*>(array->private_data)};
  for (ArrowArray& child : holder->children)
    if (child.release != nullptr) child.release(&child);
  if (holder->dictionary.release != nullptr) holder->dictionary.release(&holder->dictionary);
  array->release = nullptr;
}

/// What a stream of one array owns.
struct StreamHolder {
  Owned<ArrowArray> array;
  Built type; ///< Without values.
};

/// A column of one kind of value with its bitmap of what is there.
template <class Value, class Get>
Built values_of(const char* format, std::size_t rows, const Get& get) {
  Built column;
  column.format = format;
  column.length = static_cast<std::int64_t>(rows);
  std::vector<std::byte> there((rows + 7) / 8), values(rows * sizeof(Value));
  for (std::size_t i = 0; i < rows; ++i) {
    const std::optional<Value> value = get(i);
    if (value) {
      there[i / 8] |= std::byte{1} << (i % 8);
      std::memcpy(values.data() + i * sizeof(Value), &*value, sizeof(Value));
    } else {
      ++column.null_count;
    }
  }
  if (column.null_count == 0) there.clear();
  column.buffers.push_back(std::move(there));
  column.buffers.push_back(std::move(values));
  return column;
}

/// Texts; offsets of 32 bits, or of 64 where `wide` says so.
template <class Offset>
Built texts_of(const char* format, std::span<const std::string_view> texts) {
  Built column;
  column.format = format;
  column.length = static_cast<std::int64_t>(texts.size());
  std::vector<std::byte> offsets((texts.size() + 1) * sizeof(Offset)), characters;
  std::size_t size = 0;
  for (const std::string_view text : texts) size += text.size();
  characters.resize(size);
  Offset end = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!texts[i].empty()) std::memcpy(characters.data() + end, texts[i].data(), texts[i].size());
    end += static_cast<Offset>(texts[i].size());
    std::memcpy(offsets.data() + (i + 1) * sizeof(Offset), &end, sizeof(Offset));
  }
  column.buffers.emplace_back();
  column.buffers.push_back(std::move(offsets));
  column.buffers.push_back(std::move(characters));
  return column;
}

struct Build {
  std::size_t rows;

  Built operator()(const Words& words) const {
    const std::size_t known = words.words.size();
    const auto code = [&](std::size_t i) {
      const std::size_t at = words.at(i);
      return at < known ? std::optional{static_cast<std::int16_t>(at)} : std::nullopt;
    };
    Built column;
    if (known <= 127)
      column = values_of<std::int8_t>("c", rows, [&](std::size_t i) {
        const auto at = code(i);
        return at ? std::optional{static_cast<std::int8_t>(*at)} : std::nullopt;
      });
    else
      column = values_of<std::int16_t>("s", rows, code);
    column.dictionary = std::make_unique<Built>(texts_of<std::int32_t>("u", words.words));
    return column;
  }
  Built operator()(const Days& days) const {
    constexpr std::int32_t epoch = Date{1970, 1, 1}.number();
    return values_of<std::int32_t>("tdD", rows, [&](std::size_t i) {
      return days[i].is_set() ? std::optional{days[i].number() - epoch} : std::nullopt;
    });
  }
  Built operator()(const Flags& flags) const {
    Built column;
    column.format = "b";
    column.length = static_cast<std::int64_t>(rows);
    std::vector<std::byte> there((rows + 7) / 8), values((rows + 7) / 8);
    for (std::size_t i = 0; i < rows; ++i) {
      const std::byte bit = std::byte{1} << (i % 8);
      if (flags.values[i] == no_code) {
        ++column.null_count;
        continue;
      }
      there[i / 8] |= bit;
      if (flags.values[i] != 0) values[i / 8] |= bit;
    }
    if (column.null_count == 0) there.clear();
    column.buffers.push_back(std::move(there));
    column.buffers.push_back(std::move(values));
    return column;
  }
  Built operator()(const Numbers& numbers) const {
    return values_of<std::int32_t>("i", rows, [&](std::size_t i) {
      return numbers[i] != no_number ? std::optional{numbers[i]} : std::nullopt;
    });
  }
  Built operator()(const LongNumbers& numbers) const {
    return values_of<std::int64_t>(
        "l", rows, [&](std::size_t i) { return numbers[i] >= 0 ? std::optional{numbers[i]} : std::nullopt; });
  }
  Built operator()(const Bits& bits) const {
    return values_of<std::uint64_t>("L", rows, [&](std::size_t i) { return std::optional{bits[i]}; });
  }
  Built operator()(const Texts& texts) const { return texts_of<std::int64_t>("U", texts); }
};

} // namespace

void hand_over_schema(const Built& built, ArrowSchema& out) {
  auto holder = std::make_unique<SchemaHolder>();
  holder->format = built.format;
  holder->name = built.name;
  holder->children.resize(built.children.size());
  for (std::size_t i = 0; i < built.children.size(); ++i) {
    hand_over_schema(built.children[i], holder->children[i]);
    holder->pointers.push_back(&holder->children[i]);
  }
  if (built.dictionary != nullptr) hand_over_schema(*built.dictionary, holder->dictionary);
  out = {holder->format.c_str(),
         holder->name.c_str(),
         nullptr,
         built.nullable ? nullable_flag : 0,
         static_cast<std::int64_t>(built.children.size()),
         holder->pointers.data(),
         built.dictionary != nullptr ? &holder->dictionary : nullptr,
         &release_schema,
         nullptr};
  out.private_data = holder.release();
}

void hand_over_array(Built built, ArrowArray& out) {
  static const std::uint64_t empty = 0; // where a buffer without bytes points
  auto holder = std::make_unique<ArrayHolder>();
  holder->buffers = std::move(built.buffers);
  for (std::size_t i = 0; i < holder->buffers.size(); ++i) {
    const bool all_there = i == 0 && holder->buffers[i].empty();
    holder->starts.push_back(all_there                    ? nullptr
                             : holder->buffers[i].empty() ? static_cast<const void*>(&empty)
                                                          : holder->buffers[i].data());
  }
  holder->children.resize(built.children.size());
  for (std::size_t i = 0; i < built.children.size(); ++i) {
    hand_over_array(std::move(built.children[i]), holder->children[i]);
    holder->pointers.push_back(&holder->children[i]);
  }
  if (built.dictionary != nullptr) hand_over_array(std::move(*built.dictionary), holder->dictionary);
  out = {built.length,
         built.null_count,
         0,
         static_cast<std::int64_t>(holder->starts.size()),
         static_cast<std::int64_t>(holder->pointers.size()),
         holder->starts.data(),
         holder->pointers.data(),
         built.dictionary != nullptr ? &holder->dictionary : nullptr,
         &release_array,
         nullptr};
  out.private_data = holder.release();
}

void hand_over_stream(Built built, ArrowArrayStream& out) {
  const auto type_alone = [](const auto& self, const Built& of) -> Built {
    Built type;
    type.format = of.format;
    type.name = of.name;
    type.nullable = of.nullable;
    for (const Built& child : of.children) type.children.push_back(self(self, child));
    if (of.dictionary != nullptr) type.dictionary = std::make_unique<Built>(self(self, *of.dictionary));
    return type;
  };
  auto holder = std::make_unique<StreamHolder>();
  holder->type = type_alone(type_alone, built);
  hand_over_array(std::move(built), *holder->array);
  out.get_schema = [](ArrowArrayStream* self, ArrowSchema* schema) {
    try {
      hand_over_schema(static_cast<StreamHolder*>(self->private_data)->type, *schema);
      return 0;
    } catch (...) {
      return ENOMEM;
    }
  };
  out.get_next = [](ArrowArrayStream* self, ArrowArray* array) {
    // What was moved out leaves the end of the stream behind: an array that has been let go.
    *array = std::exchange(*static_cast<StreamHolder*>(self->private_data)->array, ArrowArray{});
    return 0;
  };
  out.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  out.release = [](ArrowArrayStream* self) {
    delete static_cast<StreamHolder*>(self->private_data);
    self->release = nullptr;
  };
  out.private_data = holder.release();
}

Built build_table(std::span<const OutColumn> columns, std::size_t rows) {
  Built table;
  table.format = "+s";
  table.nullable = false;
  table.length = static_cast<std::int64_t>(rows);
  table.buffers.emplace_back();
  for (const OutColumn& column : columns) {
    table.children.push_back(std::visit(Build{rows}, column.values));
    table.children.back().name = column.name;
    table.children.back().nullable = column.nullable;
  }
  return table;
}

} // namespace kontaktforloeb::arrow
