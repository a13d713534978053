# 智库：两条命令。make run 安装、建库、建索引并打开网页；make test 跑全部检查。
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PINS := requirements/pins.txt
LAWS := requirements/laws.txt
INSTALL_LAWS := $(PIP) install --no-deps -r $(LAWS)
ZHIKU := $(BIN)/zhiku
EXAMPLE ?= 危大工程 施工单位 应当做什么

.DEFAULT_GOAL := help
.PHONY: help install laws run test lint types imports suite other-pythons bundle screenshots clean

help:  ## 显示这份说明
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

install: $(VENV)/.models  ## 建立 .venv 并安装固定版本的依赖；TORCH_INDEX=网址 指定 CPU 版 torch 的软件源

laws: $(VENV)/.laws  ## 安装国家法律的数据包；再运行 zhiku laws 装入

run: $(VENV)/.models  ## 安装、装入自带文件和国家法律、建两套索引、查一次示例、打开网页服务
	$(ZHIKU) init
	@[ $(VENV)/.laws -nt $(LAWS) ] || { $(INSTALL_LAWS) && touch $(VENV)/.laws; } || \
	    echo "提示：法律数据包装不上（软件源里没有，或者没有网络），先不装入国家法律，其余照常。"
	@[ ! -e $(VENV)/.laws ] || $(ZHIKU) laws
	$(ZHIKU) reindex
	$(ZHIKU) search "$(EXAMPLE)" --limit 3
	$(ZHIKU) serve

test: $(VENV)/.test lint types imports suite other-pythons  ## 全部检查：风格、类型、导入方向、文档、测试

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

imports: $(VENV)/.test
	$(BIN)/lint-imports

suite: $(VENV)/.test
	$(BIN)/python -m pytest -n auto

other-pythons: $(VENV)/.test  ## 在本机有的 Python 3.12、3.13 上测试不用 torch 的部分
	requirements/other-pythons

bundle: $(VENV)/.run  ## 制作离线安装包 dist/zhiku-bundle-….tar.gz，在没有网络的机器上用 install.sh 安装
	$(BIN)/python requirements/bundle/build.py

screenshots: $(VENV)/.test  ## 重画 docs/screenshots/ 里的页面截图（需要 chromium 和 fonts-noto-cjk）
	$(BIN)/python -m tests.screenshots

clean:  ## 删除虚拟环境和缓存（不动数据目录）
	rm -rf $(VENV) .venv-3* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache *.egg-info

# torch 先装，且只装 CPU 版：若会带来 CUDA 包，就不装，程序照常使用自带模型。
$(VENV)/.run: pyproject.toml $(PINS) requirements/cpu_torch.py
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c $(PINS) -e ".[speed,eval]"
	touch $@

# 另记一个标记：换软件源再装一次，不必重建环境。退出码 3 是“不装也行”，其他都是失败。
$(VENV)/.models: $(VENV)/.run
	code=0; $(BIN)/python requirements/cpu_torch.py || code=$$?; \
	case $$code in \
	    0) $(PIP) install -c $(PINS) -e ".[models]" ;; \
	    3) ;; \
	    *) exit $$code ;; \
	esac
	touch $@

# 数据包只当数据用：不装它自己的依赖，按校验和核对。
$(VENV)/.laws: $(VENV)/.run $(LAWS)
	$(INSTALL_LAWS)
	touch $@

ifdef TORCH_INDEX
.PHONY: $(VENV)/.models
endif

$(VENV)/.test: $(VENV)/.models $(VENV)/.laws requirements/dev.txt
	$(PIP) install -c $(PINS) -r requirements/dev.txt
	touch $@
