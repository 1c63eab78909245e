#pragma once
/// @file
/// Which faults follow from values that could not be read, and are not told a second time.

#include <kontaktforloeb/error.hpp>

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

namespace kontaktforloeb::io {

/// The keys of values that could not be read. Such a value is absent from the facts; neither its absence nor
/// what follows from it is a second fault.
class ToldFaults {
public:
  /// A value that could not be read; an empty key says nothing about the facts.
  void add(const std::string& key) {
    if (!key.empty()) keys_.insert(key);
  }
  /// Whether a fault of the facts follows from such a value.
  [[nodiscard]] bool covers(const Fault& later) const {
    const std::string_view key = later.key;
    for (std::size_t end = 0; end < key.size(); ++end)
      if ((key[end] == '.' || key[end] == '[') && keys_.contains(key.substr(0, end))) return true;
    if (keys_.contains(key)) return true;
    // A row without readable hours or kind may still lack its days.
    if (later.message.starts_with("is required") && any_inside(key, {".hours", ".kind"})) return true;
    const std::string item{key.substr(0, key.find('.'))};
    if (item.starts_with("events[") && keys_.contains(item + ".type")) return true;
    if (key == item + ".on_behalf_of") return keys_.contains(item + ".holder");
    return (key == item + ".track" || key == item + ".themes") && any_inside(item + ".conversations", {});
  }

private:
  /// Whether such a value lies inside a key's, those with these endings left aside.
  [[nodiscard]] bool any_inside(std::string_view key, std::initializer_list<std::string_view> without) const {
    const auto inside = [&](std::string_view path) {
      return path.starts_with(key) &&
             (path.size() == key.size() || key.empty() || path[key.size()] == '.' || path[key.size()] == '[');
    };
    for (auto own = keys_.lower_bound(key); own != keys_.end() && own->starts_with(key); ++own) {
      const auto ends = [&](std::string_view ending) { return own->ends_with(ending); };
      if (inside(*own) && std::none_of(without.begin(), without.end(), ends)) return true;
    }
    return false;
  }

  std::set<std::string, std::less<>> keys_;
};

} // namespace kontaktforloeb::io
