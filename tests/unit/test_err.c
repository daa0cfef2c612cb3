/* SPDX-License-Identifier: MIT */
/* Messages, and what stays of long ones. */
#include <errno.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "test.h"

static void
test_context(void)
{
	struct err err = ERR_INIT;

	CHECK_NUM(err_set(&err, ERR_LIMIT, "larger than %d bytes", 3), -1);
	CHECK_NUM(err_context(&err, "\"%s\"", "a"), -1);
	CHECK_STR(str_of(err.message), "\"a\": larger than 3 bytes");
	CHECK_NUM(err.kind, ERR_LIMIT);
	errno = ENOENT;
	CHECK_NUM(err_errno(&err, "cannot open \"%s\"", "b"), -1);
	CHECK_STR(str_of(err.message),
	    "cannot open \"b\": No such file or directory");
	CHECK_NUM(err.kind, ERR_SYSTEM);
	CHECK_NUM(err_set(NULL, ERR_LIMIT, "x"), -1);
}

/* A name of n characters before a cause, in a message and in a context. */
static void
check_long(const char *character, size_t n)
{
	struct buf name = BUF_INIT;
	struct err err = ERR_INIT;
	struct str got;

	for (size_t i = 0; i < n; i++)
		buf_adds(&name, character);
	err_set(&err, ERR_ARGUMENT, "'%s' is no name", name.data);
	got = str_of(err.message);
	CHECK(got.len < ERR_MESSAGE_BYTES && text_is_utf8(got));
	CHECK(str_starts(got, STR("'")) && str_ends(got, STR("' is no name")));
	CHECK((str_find(got, STR("\u2026")) == STR_NONE)
	    == (name.len + 13 < ERR_MESSAGE_BYTES));
	err_context(&err, "\"%s\"", name.data);
	got = str_of(err.message);
	CHECK(got.len < ERR_MESSAGE_BYTES && text_is_utf8(got));
	CHECK(str_starts(got, STR("\"")) && str_ends(got, STR("is no name")));
	errno = ENOENT;
	err_errno(&err, "cannot open \"%s\"", name.data);
	CHECK(str_ends(str_of(err.message), STR("No such file or directory")));
	buf_release(&name);
}

static void
test_long(void)
{
	static const char *const characters[] = { "x", "\u00e9", "\u4e00",
		"\U0001f600" };

	for (size_t c = 0; c < 4; c++)
		for (size_t n = 1; n < 420; n++)
			check_long(characters[c], n);
	check_long("\u4e00", 100000);
}

/* Bytes that are no UTF-8 make no message longer than it may be. */
static void
test_malformed(void)
{
	char name[2000];
	struct err err = ERR_INIT;

	memset(name, 0x80, sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	err_set(&err, ERR_ARGUMENT, "'%s' is no name", name);
	CHECK(strlen(err.message) < ERR_MESSAGE_BYTES);
	CHECK(str_ends(str_of(err.message), STR("' is no name")));
	err_set(&err, ERR_ARGUMENT, "%s", name);
	CHECK(strlen(err.message) < ERR_MESSAGE_BYTES);
}

int
main(void)
{
	RUN(test_context);
	RUN(test_long);
	RUN(test_malformed);
	return test_end();
}
