# Commands of the project. They work on a bare Debian machine with Rust, Node and make, and install what else they need.

SHELL := bash
CARGO ?= cargo
.DEFAULT_GOAL := help
.PHONY: help demo demo-check test test-desk lint check-tools eval soak cases fuzz

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

demo: ## build in release and open the desk on samples/ (its address is printed; end it with Ctrl-C)
	$(CARGO) run --release --package isnad -- --packs samples/packs serve samples

demo-check: ## the same, but open every screen once, print what each weighs and takes, and end
	$(CARGO) run --release --package isnad -- --packs samples/packs serve samples --check --listen 127.0.0.1:0

check-tools: ## install what the tests need and the machine lacks
	@./.ci/tools

lint: check-tools
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings

test: lint ## format, lints, every test, doc tests, tidy
	@if $(CARGO) nextest --version >/dev/null 2>&1; then \
	  echo "$(CARGO) nextest run --workspace"; $(CARGO) nextest run --workspace; \
	else \
	  echo "$(CARGO) test --workspace --all-targets"; $(CARGO) test --workspace --all-targets; \
	fi
	$(CARGO) test --workspace --doc --quiet
	$(MAKE) --no-print-directory test-desk
	$(CARGO) xtask tidy

test-desk: check-tools ## the desk in a real browser, and its API from its description; screenshots in target/desk
	$(CARGO) build --package isnad
	ISNAD_BIN=$$($(CARGO) metadata --format-version 1 --no-deps --offline | sed -E 's/.*"target_directory":"([^"]*)".*/\1/')/debug/isnad \
	  node --test --test-concurrency=1 crates/isnad-desk/browser/tasks.test.mjs crates/isnad-desk/browser/hostile.test.mjs crates/isnad-desk/browser/fuzz.test.mjs

cases: ## the literate cases, with the reason for every miss
	$(CARGO) xtask cases

eval: check-tools ## score against the evaluation folder beside the checkout, if there is one
	$(CARGO) xtask eval

fuzz: check-tools ## every parser of outside bytes under libFuzzer, five minutes of processor time each; what is found: fuzz/README.md
	./fuzz/run

soak: ## long runs: many permutations, many generated inputs, in release; half an hour of fuzzing each
	ISNAD_KILLS=200 ISNAD_PERMUTATIONS=1000 PROPTEST_CASES=20000 $(CARGO) test --release --workspace -- --include-ignored
	FUZZ_SECONDS=1800 ./fuzz/run
