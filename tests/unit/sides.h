/* SPDX-License-Identifier: MIT */
/*
 * An input on either side of a constant that decides: the same page with one
 * number in it just low enough, and just high enough. In the page
 *
 *	‹latin› ‹han› ‹cyrillic› ‹arabic›	is prose of so many letters
 *	‹bytes›		is prose of so many bytes
 *	‹n›		is the number itself
 *	‹times a page›	is a page as often as that
 *
 * and a number in front makes it that number: ‹40 latin›, ‹3 times a page›.
 * A page in a page may have such, too, with the same number.
 */
#ifndef CHAPBOOK_SIDES_H
#define CHAPBOOK_SIDES_H

#include <stdlib.h>

#include "base/buf.h"
#include "test.h"

#define SIDES_OPEN STR("‹")
#define SIDES_CLOSE STR("›")

/* Words that mean nothing to any rule. */
static const char *const sides_prose[][2] = {
	{ "latin", "rain fell on old roofs and a lamp burned low " },
	{ "han", "細雨落在老屋頂上燈火昏黃" },
	{ "cyrillic", "дождь падал на старые крыши и лампа горела " },
	{ "arabic", "هطل المطر فوق سقوف قديمة ومصباح خافت " }
};

static inline size_t
sides_char_bytes(const char *p)
{
	size_t n = 1;

	while (((unsigned char)p[n] & 0xc0) == 0x80)
		n++;
	return n;
}

static inline void
sides_letters(const char *prose, size_t n, struct buf *out)
{
	const char *p = prose;

	while (n > 0) {
		size_t bytes = sides_char_bytes(p);

		buf_add(out, p, bytes);
		n -= *p != ' ';
		p += bytes;
		if (!*p)
			p = prose;
	}
}

static inline void
sides_bytes(const char *prose, size_t n, struct buf *out)
{
	size_t len = strlen(prose);

	for (size_t i = 0; i < n; i++)
		buf_addc(out, i + 1 == n ? 'e' : prose[i % len]);
}

/* Behind the close that belongs to the open before page. */
static inline size_t
sides_end(struct str page)
{
	int depth = 1;

	for (size_t at = 0; at < page.len; at++) {
		struct str rest = str_sub(page, at, page.len);

		depth += str_starts(rest, SIDES_OPEN);
		depth -= str_starts(rest, SIDES_CLOSE);
		if (!depth)
			return at;
	}
	return page.len;
}

static void sides_fill(struct str page, size_t n, struct buf *out);

static inline void
sides_fill_one(struct str what, size_t n, struct buf *out)
{
	size_t number = n;

	if (ascii_digit((unsigned char)what.p[0])) {
		number = (size_t)strtoul(what.p, NULL, 10);
		what = str_sub(what, str_chr(what, ' ') + 1, what.len);
	}
	if (str_starts(what, STR("times "))) {
		for (size_t i = 0; i < number; i++)
			sides_fill(str_sub(what, 6, what.len), n, out);
	} else if (str_eq(what, STR("bytes"))) {
		sides_bytes(sides_prose[0][1], number, out);
	} else if (str_eq(what, STR("n"))) {
		buf_addf(out, "%zu", number);
	}
	for (size_t i = 0; i < sizeof(sides_prose) / sizeof(*sides_prose); i++)
		if (str_eq(what, str_of(sides_prose[i][0])))
			sides_letters(sides_prose[i][1], number, out);
}

static void
sides_fill(struct str page, size_t n, struct buf *out)
{
	while (page.len) {
		size_t open = str_find(page, SIDES_OPEN), end;

		buf_addstr(out, str_sub(page, 0, open));
		if (open == STR_NONE)
			return;
		page = str_sub(page, open + SIDES_OPEN.len, page.len);
		end = sides_end(page);
		sides_fill_one(str_sub(page, 0, end), n, out);
		page = str_sub(page, end + SIDES_CLOSE.len, page.len);
	}
}

/*
 * Texts on either side of a constant, and what a function makes of each: "is
 * X", "has X" or "lacks X", where X is filled in like the text.
 */
struct sides {
	const char *name;	/* of the constant */
	const char *in;
	size_t low, high;
	const char *below, *above;
};

typedef void sides_read(struct str in, struct buf *out);

static inline bool
sides_holds(struct str got, const char *want, size_t n)
{
	struct buf wanted = BUF_INIT;
	struct str word = str_of(want), value;
	bool holds;

	sides_fill(word, n, &wanted);
	word = str_sub(buf_str(&wanted), 0, str_chr(buf_str(&wanted), ' '));
	value = str_sub(buf_str(&wanted), word.len + 1, wanted.len);
	holds = str_eq(word, STR("is")) ? str_eq(got, value)
		: (str_find(got, value) == STR_NONE)
		== str_eq(word, STR("lacks"));
	buf_release(&wanted);
	return holds;
}

static inline bool
sides_try(const struct sides *s, sides_read *read, size_t n, const char *want)
{
	struct buf in = BUF_INIT, out = BUF_INIT;
	bool holds;

	sides_fill(str_of(s->in), n, &in);
	read(buf_str(&in), &out);
	holds = sides_holds(buf_str(&out), want, n);
	if (!holds)
		fprintf(stderr, "%s: not '%s' with %zu: '%.200s'\n", s->name,
		    want, n, out.len ? out.data : "");
	buf_release(&in);
	buf_release(&out);
	return holds;
}

static inline void
sides_check(const struct sides *sides, size_t count, sides_read *read)
{
	for (size_t i = 0; i < count; i++) {
		const struct sides *s = &sides[i];

		test_faults += !sides_try(s, read, s->low, s->below);
		test_faults += !sides_try(s, read, s->high, s->above);
	}
}

#define CHECK_SIDES(sides, read) \
	sides_check((sides), sizeof(sides) / sizeof(*(sides)), (read))

#endif
