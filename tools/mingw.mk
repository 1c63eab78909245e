# Compiles the core's headers, src/io and src/cli for Windows with strict warnings; compiles only, links nothing.
# Run from the project's root: make -f tools/mingw.mk
CXX := x86_64-w64-mingw32-g++-posix
CXXFLAGS := -std=c++20 -O0 -MMD -MP -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast \
            -Wnon-virtual-dtor -Werror -Wno-restrict -Wa,-mbig-obj -I include
build := build/mingw
objects := $(build)/io.o $(build)/cli.o

.PHONY: all
all: $(build)/core.o $(objects)

# Links to the headers that are needed, not -I /usr/include, which would mix in the C library of this system.
# The core sees Boost alone.
$(build)/only-boost:
	mkdir -p $@
	ln -sfn /usr/include/boost $@/boost
$(build)/third-party:
	mkdir -p $@
	for name in boost nlohmann CLI fmt toml++ yaml.h pugixml.hpp pugiconfig.hpp; do ln -sfn /usr/include/$$name $@/$$name; done

$(build)/core.cpp:
	mkdir -p $(@D)
	printf '#include <kontaktforloeb/%s.hpp>\n' cohort kontaktforloeb >$@
$(build)/core.o: $(build)/core.cpp | $(build)/only-boost
	$(CXX) $(CXXFLAGS) -isystem $(build)/only-boost -c $< -o $@

$(build)/generated/embedded_schemas.hpp: cmake/EmbedSchemas.cmake $(wildcard schemas/*.json)
	cmake -DSCHEMAS_DIR=schemas -DOUTPUT=$@ -P $<
# Each folder in one go, for most of a file's time is its headers.
$(objects:.o=.cpp): $(build)/%.cpp: $(wildcard src/io/*.cpp src/cli/*.cpp)
	mkdir -p $(@D)
	printf '#include "%s"\n' $(abspath $(wildcard src/$*/*.cpp)) >$@
$(objects): $(build)/%.o: $(build)/%.cpp | $(build)/third-party $(build)/generated/embedded_schemas.hpp
	$(CXX) $(CXXFLAGS) -isystem $(build)/third-party -I src -I $(build)/generated -DFMT_HEADER_ONLY -DYAML_DECLARE_STATIC \
	  -c $< -o $@

-include $(objects:.o=.d) $(build)/core.d
