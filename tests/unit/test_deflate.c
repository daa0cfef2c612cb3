/* SPDX-License-Identifier: MIT */
#include "book/deflate.h"
#include "test.h"

static void
test_pages(void)
{
	struct deflater *deflater = deflater_new();
	struct buf text = BUF_INIT, packed = BUF_INIT, back = BUF_INIT;
	struct err err = ERR_INIT;
	uint32_t crc = 0;

	for (int i = 0; i < 5000; i++)
		buf_addf(&text, "line %d of some text\n", i);
	deflate_page(deflater, buf_str(&text), &packed, &crc);
	CHECK(packed.len < text.len / 3);
	CHECK_NUM(crc, deflate_crc(buf_str(&text)));
	CHECK_NUM(deflate_crc(STR("123456789")), 0xcbf43926);
	CHECK_NUM(deflate_crc(STR("")), 0);
	CHECK(!inflate_exact(buf_str(&packed), text.len, &back, &err));
	CHECK(str_eq(buf_str(&back), buf_str(&text)));
	CHECK(inflate_exact(buf_str(&packed), text.len - 1, &back, &err));
	CHECK(inflate_exact(buf_str(&packed), text.len + 1, &back, &err));
	CHECK(inflate_exact(str_sub(buf_str(&packed), 0, packed.len - 1),
	    text.len, &back, &err));
	CHECK(inflate_exact(STR(""), 0, &back, &err));
	buf_adds(&packed, "x");
	CHECK(inflate_exact(buf_str(&packed), text.len, &back, &err));
	CHECK_STR(str_of(err.message), "1 bytes behind a deflate stream");
	CHECK(str_eq(buf_str(&back), buf_str(&text)));
	buf_clear(&packed);
	deflate_page(deflater, STR(""), &packed, &crc);
	CHECK_NUM(crc, 0);
	CHECK(!inflate_exact(buf_str(&packed), 0, &back, &err));
	deflater_free(deflater);
	buf_release(&text);
	buf_release(&packed);
	buf_release(&back);
}

static void
test_crc(void)
{
	CHECK_NUM(deflate_crc(STR("123456789")), 0xcbf43926);
	CHECK_NUM(deflate_crc(STR("")), 0);
	CHECK_NUM(deflate_crc((struct str){ NULL, 0 }), 0);
	CHECK_NUM(deflate_crc_more(deflate_crc(STR("1234")), STR("56789")),
	    0xcbf43926);
}

/* Any byte changed: no crash, and never more than was asked for. */
static void
test_hostile(void)
{
	struct deflater *deflater = deflater_new();
	struct buf packed = BUF_INIT, back = BUF_INIT;
	struct err err = ERR_INIT;
	uint32_t crc;

	deflate_page(deflater, STR("a page with text, text, text and text"),
	    &packed, &crc);
	for (size_t i = 0; i < packed.len; i++) {
		for (int bit = 0; bit < 8; bit++) {
			packed.data[i] = (char)(packed.data[i] ^ (1 << bit));
			buf_clear(&back);
			if (inflate_exact(buf_str(&packed), 37, &back, &err))
				CHECK_NUM(back.len, 0);
			else
				CHECK_NUM(back.len, 37);
			packed.data[i] = (char)(packed.data[i] ^ (1 << bit));
		}
	}
	deflater_free(deflater);
	buf_release(&packed);
	buf_release(&back);
}

int
main(void)
{
	RUN(test_pages);
	RUN(test_crc);
	RUN(test_hostile);
	return test_end();
}
