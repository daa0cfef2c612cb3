/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdlib.h>

#include "test.h"

static void
test_empty(void)
{
	struct buf b = BUF_INIT;

	CHECK_STR(buf_str(&b), "");
	CHECK(b.data[0] == '\0');
	buf_clear(&b);
	buf_truncate(&b, 0);
	buf_truncate(&b, 5);
	buf_add(&b, NULL, 0);
	CHECK_NUM(b.len, 0);
	CHECK(buf_empty[0] == '\0');
	buf_release(&b);
	buf_release(&b);
}

static void
test_add(void)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "one");
	buf_addc(&b, ' ');
	buf_addstr(&b, STR("t\0o"));
	CHECK_NUM(b.len, 7);
	CHECK(!memcmp(b.data, "one t\0o", 8));
	buf_truncate(&b, 3);
	CHECK_STR(buf_str(&b), "one");
	buf_truncate(&b, 9);
	CHECK_STR(buf_str(&b), "one");
	buf_addf(&b, "-%d-%s", -5, "x");
	CHECK_STR(buf_str(&b), "one--5-x");
	buf_addf(&b, "%s", "");
	CHECK_STR(buf_str(&b), "one--5-x");
	buf_clear(&b);
	CHECK_STR(buf_str(&b), "");
	CHECK(b.cap > 0);
	buf_release(&b);
	CHECK_NUM(b.cap, 0);
}

static void
test_growth(void)
{
	struct buf b = BUF_INIT;

	for (int i = 0; i < 100000; i++)
		buf_addc(&b, (char)('a' + i % 26));
	CHECK_NUM(b.len, 100000);
	CHECK(b.cap > b.len && b.cap < 2 * b.len);
	CHECK(b.data[b.len] == '\0');
	for (int i = 0; i < 100000; i += 997)
		CHECK(b.data[i] == (char)('a' + i % 26));
	buf_reserve(&b, 1 << 20);
	CHECK(b.cap > b.len + (1 << 20));
	CHECK_NUM(b.len, 100000);
	buf_release(&b);
}

static void
test_long_format(void)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "%0*d", 10000, 7);
	CHECK_NUM(b.len, 10000);
	CHECK(b.data[9999] == '7');
	buf_release(&b);
}

static void
test_detach(void)
{
	struct buf b = BUF_INIT;
	char *p = buf_detach(&b);

	CHECK(p[0] == '\0');
	free(p);
	buf_adds(&b, "kept");
	p = buf_detach(&b);
	CHECK_STR(str_of(p), "kept");
	CHECK_STR(buf_str(&b), "");
	buf_adds(&b, "new");
	CHECK_STR(buf_str(&b), "new");
	free(p);
	buf_release(&b);
}

int
main(void)
{
	RUN(test_empty);
	RUN(test_add);
	RUN(test_growth);
	RUN(test_long_format);
	RUN(test_detach);
	return test_end();
}
