/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "worker/wire.h"

static void
test_round_trip(void)
{
	struct buf b = BUF_INIT;
	struct wire w;

	wire_put_u32(&b, 0);
	wire_put_u32(&b, UINT32_MAX);
	wire_put_u64(&b, 0x0123456789abcdef);
	wire_put_str(&b, STR("some\0bytes"));
	wire_put_str(&b, (struct str){ NULL, 0 });
	w = wire_of(buf_str(&b));
	CHECK_NUM(wire_u32(&w), 0);
	CHECK_NUM(wire_u32(&w), UINT32_MAX);
	CHECK(wire_u64(&w) == 0x0123456789abcdef);
	CHECK(str_eq(wire_str(&w), STR("some\0bytes")));
	CHECK(!wire_end(&w));
	CHECK_STR(wire_str(&w), "");
	CHECK(wire_end(&w));
	buf_release(&b);
}

static void
test_byte_order(void)
{
	struct buf b = BUF_INIT;

	wire_put_u32(&b, 0x04030201);
	wire_put_u64(&b, 0x0c0b0a0908070605);
	CHECK_STR(buf_str(&b), "\1\2\3\4\5\6\7\x8\x9\xa\xb\xc");
	CHECK_NUM(b.data[b.len], 0);
	buf_release(&b);
}

static void
test_every_truncation(void)
{
	struct buf b = BUF_INIT;

	wire_put_u64(&b, 7);
	wire_put_str(&b, STR("abcdef"));
	wire_put_u32(&b, 9);
	for (size_t n = 0; n < b.len; n++) {
		struct wire w = wire_of(str_sub(buf_str(&b), 0, n));
		struct str s;

		wire_u64(&w);
		s = wire_str(&w);
		CHECK(s.len == 6 || s.len == 0);
		CHECK_NUM(wire_u32(&w), 0);
		CHECK(!wire_end(&w));
		CHECK(w.bad);
	}
	buf_release(&b);
}

static void
test_bad_stays_bad(void)
{
	struct wire w = wire_of(STR("\xff\xff\xff\xff" "abcd"));

	CHECK_STR(wire_str(&w), "");
	CHECK(w.bad);
	CHECK_NUM(wire_u32(&w), 0);
	CHECK_NUM(wire_u64(&w), 0);
	CHECK_NUM(wire_count(&w, 1), 0);
	CHECK_STR(wire_str(&w), "");
	CHECK(!wire_end(&w));
}

static void
test_count(void)
{
	struct wire w = wire_of(STR("\2\0\0\0" "abcdefgh"));

	CHECK_NUM(wire_count(&w, 4), 2);
	CHECK(!w.bad);
	w = wire_of(STR("\3\0\0\0" "abcdefgh"));
	CHECK_NUM(wire_count(&w, 4), 0);
	CHECK(w.bad);
	w = wire_of(STR("\xff\xff\xff\xff"));
	CHECK_NUM(wire_count(&w, 1), 0);
	CHECK(w.bad);
	w = wire_of(STR("\0\0\0\0"));
	CHECK_NUM(wire_count(&w, SIZE_MAX), 0);
	CHECK(wire_end(&w));
}

static void
test_empty(void)
{
	struct wire w = wire_of((struct str){ NULL, 0 });

	CHECK(wire_end(&w));
	CHECK_NUM(wire_u32(&w), 0);
	CHECK(!wire_end(&w));
}

static void
test_left_over(void)
{
	struct wire w = wire_of(STR("\1\0\0\0x"));

	CHECK_NUM(wire_u32(&w), 1);
	CHECK(!w.bad);
	CHECK(!wire_end(&w));
}

int
main(void)
{
	RUN(test_round_trip);
	RUN(test_byte_order);
	RUN(test_every_truncation);
	RUN(test_bad_stays_bad);
	RUN(test_count);
	RUN(test_empty);
	RUN(test_left_over);
	return test_end();
}
