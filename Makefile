# Every task by one name; `make` alone lists them. The presets (CMakePresets.json) and tools/ do the work.
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
FUZZ_SECONDS ?= 60
BENCH_ARGS ?=
PEERS_ARGS ?=
LAW_ARGS ?=
PLAN_ARGS ?=
export JOBS FUZZ_SECONDS

# $(call build,preset,arguments): configures and builds without chatter; warnings and errors come through.
build = cmake --preset $(1) >/dev/null && cmake --build --preset $(1) --parallel $(JOBS) $(2) -- --quiet

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

.PHONY: demo
demo: deps ## build the command and check the example courses
	@$(call build,default,--target kontaktforloeb_cli)
	@# One of the courses has no known law and shows it: exit status 3.
	build/default/kontaktforloeb check --fail-on never examples/courses || [ $$? -eq 3 ]

.PHONY: test
test: venv ## build everything and run all tests
	@$(call build,default)
	@ctest --preset default --output-on-failure --parallel $(JOBS)

.PHONY: deps
deps: ## install the Debian packages that are missing (as root), or say how
	@tools/deps.sh

.PHONY: venv
venv: deps ## build the Python package into build/venv, with what its tests need
	@tools/venv.sh

.PHONY: pictures
pictures: venv ## draw examples in Chromium, narrow and wide, light and dark, and look at them
	@tools/pictures.sh

.PHONY: wheel
wheel: venv ## the source archive and the wheel built from it, into build/dist, tried in an empty environment
	@tools/wheel.sh

.PHONY: asan
asan: venv ## all but the consumers' tests under AddressSanitizer and UndefinedBehaviorSanitizer
	@$(call build,asan)
	@ctest --preset asan --parallel $(JOBS)

.PHONY: asan-python
asan-python: venv ## the Python module under the same sanitizers, with the tests of what it takes in
	@tools/asan_python.sh

.PHONY: clang
clang: deps ## build everything with clang
	@$(call build,clang)

.PHONY: mingw
mingw: deps ## compile the library and the command for Windows
	@$(MAKE) --silent --jobs=$(JOBS) --file=tools/mingw.mk

.PHONY: bench
bench: venv ## run the benchmarks; BENCH_ARGS go to Google Benchmark
	@$(call build,release,--target kontaktforloeb_bench --target kontaktforloeb_bench_cohort --target kontaktforloeb_cli --target kontaktforloeb_prove)
	@build/release/bench/kontaktforloeb_bench $(BENCH_ARGS)
	@build/release/bench/kontaktforloeb_bench_cohort
	@build/release/tests/kontaktforloeb_prove time
	@python3 -B bench/bench_command.py
	@build/venv/bin/python -B bench/bench_python.py

.PHONY: bench-peers
bench-peers: venv ## run this library beside its peers; PEERS_ARGS=--check only compares their answers
	@$(call build,release,--target kontaktforloeb_bench_peers)
	@tools/bench_peers.sh --kernel build/release/bench/kontaktforloeb_bench_peers $(PEERS_ARGS)

.PHONY: lint
lint: venv ## form and habits: clang-format, clang-tidy, shellcheck, Python
	@tools/lint.sh

.PHONY: format
format: deps ## put all C++ files into form
	@tools/lint.sh --fix

.PHONY: docs
docs: deps ## the reference, into build/docs; undocumented names fail
	@tools/docs.sh

.PHONY: fuzz
fuzz: deps ## run each fuzzer for FUZZ_SECONDS (60)
	@tools/fuzz.sh

.PHONY: law-coverage law-mutants traceability
law-coverage: ## which rules of the law the cases reach
law-mutants: ## whether the cases notice each change of the law's tables
traceability: ## which source stands behind each rule
law-coverage law-mutants traceability: deps
	@$(call build,default,--target kontaktforloeb_law)
	@build/default/tests/kontaktforloeb_law $(@:law-%=%) $(LAW_ARGS)

.PHONY: prove-plans
prove-plans: deps ## hold 10,000 plans against clingo; PLAN_ARGS="--from=1 --count=10000"
	@$(call build,default,--target kontaktforloeb_prove)
	@tools/prove_plans.py $(PLAN_ARGS)

.PHONY: law-digest
law-digest: deps ## write the digest of the law's tables
	@$(call build,default,--target kontaktforloeb_cli)
	@tools/law_digest.py --write build/default/kontaktforloeb

.PHONY: law-pages
law-pages: deps ## write the law as pages, docs/law.da.md and docs/law.en.md
	@$(call build,default,--target kontaktforloeb_cli)
	@tools/law_pages.py --write build/default/kontaktforloeb

.PHONY: clean
clean: ## remove all that was built
	rm -rf build
