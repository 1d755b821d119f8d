# Everything a user needs: `make chat`, `make ask Q="…"`, `make test`.
PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: chat ask index test check lint types bench evals corruptions ledger embedding relevance clean

chat: $(READY)
	@$(RUN)/juesuan chat

ask: export Q := $(Q)
ask: $(READY)
	@test -n "$$Q" || { echo '用法：make ask Q="2023年三公经费为什么下降？"'; exit 2; }
	@test -e .juesuan/current || $(RUN)/juesuan index
	@$(RUN)/juesuan ask "$$Q"

index: $(READY)
	@$(RUN)/juesuan index

test: check

check: $(READY) lint types
	$(RUN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

lint: $(READY)
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .

types: $(READY)
	$(RUN)/mypy

bench: $(READY)
	$(RUN)/python -m evals.bench

evals: $(READY)
	$(RUN)/python -m evals

corruptions: $(READY)
	$(RUN)/python -m evals.corruptions

ledger: $(READY)
	$(RUN)/python -m evals.ledger

embedding: $(READY)
	$(RUN)/python -m evals.make_embedding

relevance: $(READY)
	$(RUN)/python -m evals.make_relevance

# The environment is made again only when what it is made from changes.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo '需要 Python 3.11 或更新版本；可以指定：make PYTHON=python3.12 …'; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo '缺少 Python 的 venv 模块。Debian/Ubuntu 请先运行：sudo apt-get install python3-venv'; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .juesuan
