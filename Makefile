# ทางลัดของคำสั่งใน README (Shortcuts for the commands in README)
.PHONY: build check serve test lock release
build:
	python3 -m generator build
check:
	python3 -m generator check
serve:
	python3 -m generator serve
test:
	python3 -m tests
lock:
	python3 -m tests.lock
release:
	python3 -m tests.release
