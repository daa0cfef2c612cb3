# SPDX-License-Identifier: MIT
#
#   make            builds ./chapbook
#   make demo       installs what is missing, builds, binds the sample articles
#   make check      the tests: builds, unit tests, cases, checkers
#   make asan       the same under AddressSanitizer and UBSan
#   make help       everything else

PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
PKG_CONFIG ?= pkg-config
# What asks which libraries are here, and may itself not be.
HAS = $(shell $(PKG_CONFIG) --exists $(1) 2> /dev/null && echo $(2))
OBJDUMP ?= objdump
AWK ?= awk
BUILD ?= build

PACKAGES := libxml-2.0 libzip libarchive zlib libdeflate libpng libjpeg sqlite3 \
	yaml-0.1 jansson uchardet libutf8proc nettle lcms2 libwebp \
	libwebpdemux libcurl

# Those of them that are not linked, but loaded when they are needed.
LOADED := libcurl libarchive

# Decoders of pictures that are used if they are here; "make OPTIONAL=" does
# without.
OPTIONAL ?= $(call HAS,libavif,libavif) \
	$(call HAS,libheif libde265,libheif libde265)
override OPTIONAL := $(OPTIONAL)
PACKAGES += $(OPTIONAL)
LOADED += $(OPTIONAL)
HAVE := $(if $(filter libavif,$(OPTIONAL)),-DHAVE_AVIF) \
	$(if $(filter libheif,$(OPTIONAL)),-DHAVE_HEIF)

WARNINGS := -Wall -Wextra -Wshadow -Wmissing-prototypes -Wstrict-prototypes \
	-Wvla -Wformat=2 -Wconversion -Wpointer-arith -Wundef
HARDENING := -fstack-protector-strong -fstack-clash-protection \
	-fcf-protection=full -fno-strict-aliasing \
	-fno-delete-null-pointer-checks -ffp-contract=off -fPIE
HARDENED_LINK := -pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,separate-code
ifeq ($(shell uname -m),aarch64)
HARDENING := $(filter-out -fcf-protection=full,$(HARDENING))
endif

# Not every clang has this one.
ZERO := -ftrivial-auto-var-init=zero
HARDENING += $(shell $(CC) $(ZERO) -S -o /dev/null -x c /dev/null \
	2> /dev/null && echo "$(ZERO)")

SANITIZE ?=
FUZZER ?=
ifneq ($(FUZZER),)
# Of clang, whose -Wconversion says more than GCC's.
WARNINGS += -Wno-sign-conversion
HARDENING := -fno-strict-aliasing -ffp-contract=off
HARDENED_LINK :=
OPTIMISE := -O1 -g -fno-omit-frame-pointer \
	-fsanitize=fuzzer-no-link,$(SANITIZE) -fno-sanitize-recover=all
LINK_EXTRA := -fsanitize=fuzzer,$(SANITIZE)
else ifneq ($(SANITIZE),)
OPTIMISE := -O1 -g -fno-omit-frame-pointer -fsanitize=$(SANITIZE) \
	-fno-sanitize-recover=undefined
LINK_EXTRA := -fsanitize=$(SANITIZE)
else
# DWARF 4: clang's version 5 is more than Debian 12's valgrind reads.
OPTIMISE := -O2 -gdwarf-4 -D_FORTIFY_SOURCE=3
endif

# libheif has libde265 start threads; see src/picture/decode_heif.c.
LINK_EXTRA += -Wl,--export-dynamic-symbol=de265_start_worker_threads

# Expanded once, and only by targets that compile.
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PACKAGES)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $(shell $(PKG_CONFIG) --libs $(filter-out $(LOADED),$(PACKAGES))) -lmd4c-html -lmd4c -lm)$(PKG_LIBS)

VERSIONS = $(eval VERSIONS := $(shell for p in $(PACKAGES); do \
	printf '%s=%s ' $$p $$($(PKG_CONFIG) --modversion $$p); done))$(VERSIONS)

CFLAGS ?=
# No binary tells in which folder it was made, nor depends on it.
NO_PATHS := -ffile-prefix-map=$(CURDIR)=.
BASE_CFLAGS = -std=c11 -D_GNU_SOURCE -Isrc -I$(BUILD) $(NO_PATHS) $(OPTIMISE) \
	$(HARDENING) $(WARNINGS) \
	$(if $(WERROR),-Werror) $(HAVE) $(PKG_CFLAGS) $(OWN_CFLAGS) $(CFLAGS)
LINK = $(CC) $(HARDENED_LINK) $(LINK_EXTRA) $(LDFLAGS)

SOURCES := $(sort $(filter-out src/paint/%,$(wildcard src/*/*.c src/*/*/*.c)))
PAINT_SOURCES := $(sort $(wildcard src/paint/*.c))
PAINT_OBJECTS := $(PAINT_SOURCES:src/%.c=$(BUILD)/%.o)
# Tables of words and names; assets/words is one table file of many.
TABLE_FILES := $(sort $(wildcard assets/tables/*.txt))
WORD_FILES := assets/words/tables.txt $(filter-out assets/words/tables.txt, \
	$(sort $(wildcard assets/words/*.txt)))
TABLES := $(BUILD)/tables/words.c \
	$(TABLE_FILES:assets/tables/%.txt=$(BUILD)/tables/%.c)
TABLE_HEADERS := $(TABLES:.c=.h)
OBJECTS := $(SOURCES:src/%.c=$(BUILD)/%.o) $(TABLES:.c=.o) $(BUILD)/assets.o
MAIN := $(BUILD)/main.o
LIB := $(BUILD)/libchapbook.a
ASSETS := $(sort $(filter-out assets/words/% assets/tables/%, \
	$(shell find assets templates -type f)))
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(sort $(wildcard tests/unit/test_*.c)))
NET := $(patsubst tests/net/%.c,$(BUILD)/net/%,$(wildcard tests/net/*.c))
FUZZ := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))

FUZZ_SECONDS ?= 600
FUZZ_TARGETS ?=

# What draws SVG pictures is a program of its own, and can be missing.
PAINT_PACKAGES := librsvg-2.0 pangocairo fontconfig
PAINT := $(call HAS,$(PAINT_PACKAGES),chapbook-paint)
PAINT_CFLAGS = $(eval PAINT_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PAINT_PACKAGES)))$(PAINT_CFLAGS)
PAINT_LIBS = $(eval PAINT_LIBS := $(shell $(PKG_CONFIG) --libs $(PAINT_PACKAGES)) -lm)$(PAINT_LIBS)

V ?=
Q := $(if $(V),,@)

# Else make deletes them as steps on the way.
.SECONDARY: $(TABLES)

.PHONY: all help deps deps-check demo check unit mutants asan fuzz fuzzers bench bench-pictures layers format lint install clean
.DELETE_ON_ERROR:

all: chapbook $(PAINT)

help:
	@sed -n 's/^#   //p' Makefile
	@echo "make layers     checks that folders include only what is above them"
	@echo "make mutants    changes each constant that decides, and says which"
	@echo "                changes no unit test notices"
	@echo "make fuzz       libFuzzer over every target, FUZZ_SECONDS=600 each;"
	@echo "                FUZZ_TARGETS='url html' for some of them"
	@echo "make bench      speed and memory, as ratios"
	@echo "make bench-pictures  pictures alone, beside vipsthumbnail and ImageMagick"
	@echo "make lint       clang-tidy and cppcheck"
	@echo "make format     clang-format, in place"
	@echo "make install    to \$$(DESTDIR)\$$(PREFIX)"
	@echo "make V=1 ...    shows the commands; WERROR=1 makes warnings errors"

chapbook: $(BUILD)/chapbook
	$(Q)cp $< $@

$(BUILD)/chapbook: $(MAIN) $(LIB)
	@echo "  LINK    $@"
	$(Q)$(LINK) -o $@ $^ $(PKG_LIBS)

chapbook-paint: $(BUILD)/chapbook-paint
	$(Q)cp $< $@

$(BUILD)/chapbook-paint: $(PAINT_OBJECTS) $(LIB)
	@echo "  LINK    $@"
	$(Q)$(LINK) -o $@ $^ $(PAINT_LIBS) $(PKG_LIBS)

$(PAINT_OBJECTS): private OWN_CFLAGS += $(PAINT_CFLAGS)

$(LIB): $(OBJECTS)
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

# Objects are made anew where they would be made in another way: by another
# compiler, or with a library that was not there before.
FLAGS = $(CC) $(OPTIMISE) $(HARDENING) $(HAVE) $(CFLAGS)
ifneq ($(file <$(BUILD)/flags),$(FLAGS))
.PHONY: $(BUILD)/flags
endif

$(BUILD)/flags:
	@mkdir -p $(@D)
	@printf '%s\n' '$(FLAGS)' > $@

$(BUILD)/%.o: src/%.c $(BUILD)/flags
	@echo "  CC      $<"
	@mkdir -p $(@D)
	$(Q)$(CC) $(BASE_CFLAGS) -MMD -MP -c -o $@ $<

# Sources may include any of them; once they did, make knows which.
$(SOURCES:src/%.c=$(BUILD)/%.o) $(MAIN): | $(TABLE_HEADERS)

$(BUILD)/tables/%.o: $(BUILD)/tables/%.c $(BUILD)/tables/%.h $(BUILD)/flags
	$(Q)$(CC) $(BASE_CFLAGS) -MMD -MP -c -o $@ $<

TO_TABLES = @mkdir -p $(@D) && echo "  TABLES  $<" && \
	LC_ALL=C $(AWK) -f src/base/tables.awk

$(BUILD)/tables/%.c: assets/tables/%.txt src/base/tables.awk
	$(TO_TABLES) $< > $@

$(BUILD)/tables/%.h: assets/tables/%.txt src/base/tables.awk
	@mkdir -p $(@D)
	@LC_ALL=C $(AWK) -f src/base/tables.awk -v header=1 $< > $@

# The folder is newer once a language has gone.
$(BUILD)/tables/words.c: $(WORD_FILES) assets/words src/base/tables.awk
	$(TO_TABLES) -v name=words $(WORD_FILES) > $@

$(BUILD)/tables/words.h: assets/words/tables.txt src/base/tables.awk
	@mkdir -p $(@D)
	@LC_ALL=C $(AWK) -f src/base/tables.awk -v header=1 -v name=words $< > $@

$(BUILD)/base/version.o: private OWN_CFLAGS += -DVERSION_LIBRARIES='"$(VERSIONS)"'

# Of the shared library that $(1) would be linked with.
SONAME = $(shell $(OBJDUMP) -p "$$($(CC) -print-file-name=$(1).so)" \
	2>/dev/null | sed -n 's/^ *SONAME *//p')

$(BUILD)/net/transfer_library.o: private OWN_CFLAGS += \
	-DCURL_LIBRARY='"$(call SONAME,libcurl)"'
$(BUILD)/source/unpack.o: private OWN_CFLAGS += \
	-DARCHIVE_LIBRARY='"$(call SONAME,libarchive)"'
$(BUILD)/picture/decode_avif.o: private OWN_CFLAGS += \
	-DAVIF_LIBRARY='"$(call SONAME,libavif)"'
$(BUILD)/picture/decode_heif.o: private OWN_CFLAGS += \
	-DHEIF_LIBRARY='"$(call SONAME,libheif)"'

# Pictures of an earlier run are taken only from the same code.
RECIPE = $(eval RECIPE := $(shell cat $(PICTURE_CODE) | cksum | tr ' ' -))$(RECIPE)
PICTURE_CODE := $(sort $(wildcard src/picture/*.[ch]))

$(BUILD)/pipeline/made.o: private OWN_CFLAGS += -DPICTURE_RECIPE='"$(RECIPE)"'
$(BUILD)/pipeline/made.o: $(PICTURE_CODE)

$(BUILD)/assets.S: $(ASSETS) src/base/embed Makefile
	@mkdir -p $(@D)
	$(Q)sh src/base/embed $(ASSETS) > $@

$(BUILD)/assets.o: $(BUILD)/assets.S $(ASSETS)
	@echo "  EMBED   assets templates"
	$(Q)$(CC) -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(LIB)
	@echo "  TEST    $<"
	@mkdir -p $(@D)
	$(Q)$(CC) $(BASE_CFLAGS) -Itests/unit -MMD -MP -MF $@.d -MT $@ -o $@ $< \
		$(HARDENED_LINK) $(LINK_EXTRA) $(LIB) $(PKG_LIBS)

# With FUZZER, libFuzzer brings main().
REPLAY := $(if $(FUZZER),,tests/fuzz/replay.c)

$(BUILD)/fuzz/%: tests/fuzz/%.c $(REPLAY) $(LIB)
	@mkdir -p $(@D)
	$(Q)$(CC) $(BASE_CFLAGS) -MMD -MP -MF $@.d -MT $@ -o $@ $< $(REPLAY) \
		$(HARDENED_LINK) $(LINK_EXTRA) $(LIB) $(PKG_LIBS)

$(BUILD)/net/%: tests/net/%.c $(LIB)
	@echo "  TEST    $<"
	@mkdir -p $(@D)
	$(Q)$(CC) $(BASE_CFLAGS) -MMD -MP -MF $@.d -MT $@ -o $@ $< \
		$(HARDENED_LINK) $(LINK_EXTRA) $(LIB) $(PKG_LIBS)

$(BUILD)/bench/%: tests/bench/%.c $(LIB)
	@mkdir -p $(@D)
	$(Q)$(CC) $(BASE_CFLAGS) -Itests/unit -MMD -MP -MF $@.d -MT $@ -o $@ $< \
		$(HARDENED_LINK) $(LINK_EXTRA) $(LIB) $(PKG_LIBS)

unit: $(UNIT) $(FUZZ) $(NET) $(BUILD)/unit/show_picture

deps:
	$(Q)sh tests/deps

deps-check:
	$(Q)sh tests/deps check

demo: deps
	$(Q)$(MAKE) --no-print-directory all
	$(Q)sh tests/demo.sh

check: deps-check
	$(Q)$(MAKE) --no-print-directory layers all unit
	$(Q)BUILD=$(BUILD) sh tests/run

mutants: all
	$(Q)BUILD=$(BUILD) python3 tests/mutants

asan:
	$(Q)$(MAKE) --no-print-directory BUILD=build/asan SANITIZE=address,undefined \
		all unit
	$(Q)BUILD=build/asan sh tests/run

fuzz:
	$(Q)$(MAKE) --no-print-directory BUILD=build/fuzzer CC=clang FUZZER=1 \
		SANITIZE=address,undefined fuzzers
	$(Q)BUILD=build/fuzzer FUZZ_SECONDS=$(FUZZ_SECONDS) \
		sh tests/fuzz/run $(FUZZ_TARGETS)

fuzzers: $(FUZZ)

bench: all bench-pictures $(NET)
	$(Q)python3 tests/bench/run
	$(Q)python3 tests/bench/net

bench-pictures: $(BUILD)/bench/picture_tool $(BUILD)/bench/picture_compare
	$(Q)BUILD=$(BUILD) python3 tests/bench/pictures

layers:
	$(Q)sh tests/layers

format:
	clang-format -i $(wildcard src/*.c src/*/*.[ch] src/*/*/*.[ch] tests/unit/*.[ch])

lint: $(TABLE_HEADERS)
	cppcheck --quiet --std=c11 --enable=warning,portability,performance \
		--inline-suppr --suppress=missingIncludeSystem --error-exitcode=1 -Isrc -I$(BUILD) src
	clang-tidy --quiet $(SOURCES) -- -std=c11 -D_GNU_SOURCE -Isrc -I$(BUILD) \
		$(PKG_CFLAGS)

install: all
	install -D -m 755 chapbook $(DESTDIR)$(PREFIX)/bin/chapbook
	$(if $(PAINT),install -D -m 755 chapbook-paint $(DESTDIR)$(PREFIX)/bin/chapbook-paint)
	install -D -m 644 README.md $(DESTDIR)$(PREFIX)/share/doc/chapbook/README.md

clean:
	rm -rf build chapbook chapbook-paint

-include $(OBJECTS:.o=.d) $(PAINT_OBJECTS:.o=.d) $(MAIN:.o=.d) $(UNIT:=.d) $(NET:=.d) $(FUZZ:=.d)
