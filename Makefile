# Weathervane. `make help` lists what there is; `make run` and `make test`
# install what is missing first (Debian and Ubuntu) or say what to install.

SHELL := /bin/bash
TAGS := migrated_fynedo sqlite_fts5
BINARY := build/weathervane
GOLANGCI := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
# Where Go's own installer puts it, for shells that do not know of it yet.
export PATH := $(PATH):/usr/local/go/bin

.DEFAULT_GOAL := help
.PHONY: help run build test test-long faults fuzz lint bench bench-large sample pictures package deps clean $(BINARY)

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 18

run: ## open the window on the sample; without a display, score it and draw its pages
	@scripts/install.sh go build fonts
	@$(MAKE) --no-print-directory $(BINARY)
	@scripts/run.sh $(BINARY)

build: ## build build/weathervane
	@scripts/install.sh go build
	@$(MAKE) --no-print-directory $(BINARY)

# go build knows what changed; the first build compiles SQLite and the window's
# library, which takes a few minutes.
$(BINARY):
	@mkdir -p $(@D)
	go build -trimpath -tags '$(TAGS)' -o $@ ./cmd/weathervane

test: ## gofmt, vet, staticcheck, every Go test and the tests of the built program
	@scripts/install.sh go build display faults
	@scripts/test.sh '$(TAGS)' $(BINARY)

test-long: ## make test, then what takes longer: races, environments, faults, fuzzing
	@scripts/install.sh go build display
	@LONG=1 scripts/test.sh '$(TAGS)' $(BINARY)
	@FAULTS=600 $(MAKE) --no-print-directory faults fuzz

faults: build ## kill and end the built program at many instants, with faults at each system call
	@scripts/install.sh go build display faults
	@scripts/faults.sh $(BINARY)

fuzz: ## fuzz every fuzz target for FUZZTIME each, 10s where it is not set
	@scripts/install.sh go build
	@scripts/fuzz.sh '$(TAGS)' "$${FUZZTIME:-10s}"

lint: ## more opinions than make test asks for
	@scripts/install.sh go build
	go run $(GOLANGCI) run --build-tags '$(TAGS)' ./...

bench: ## measure
	@scripts/install.sh go build
	@scripts/bench.sh '$(TAGS)' $(BINARY)

bench-large: build ## measure a workspace of a million forecasts; made once, in LARGE
	@scripts/install.sh go build display peers
	@scripts/with-display.sh python3 bench/workspace/run.py $(BINARY) "$${LARGE:-$${TMPDIR:-/tmp}/weathervane-large}" $(LARGE_FLAGS)

sample: ## rebuild assets/sample.forecasts
	@scripts/install.sh go build
	go generate -tags '$(TAGS)' ./assets/...

pictures: build ## update the pictures of the README
	@scripts/pictures.sh $(BINARY)

package: build ## pack the program for this kind of system into build/packages
	@scripts/package.sh $(BINARY)

deps: ## say of each module what is newest, and why an older one stays
	@scripts/install.sh go
	@scripts/deps.sh

clean: ## remove what was built
	rm -rf build
