/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "article/record/body.h"
#include "article/record/element.h"
#include "base/mem.h"
#include "base/text.h"

#define DEPTH 256

struct level {
	enum element element;
	enum element last;	/* the child before; EL_TEXT: none yet */
};

struct check {
	struct level levels[DEPTH];
	size_t depth;
	size_t links, images;
	unsigned long last_id;
	bool in_link;
};

static bool
is_text_byte(unsigned char c)
{
	return c >= ' ' ? c != 0x7f : c == '\n' || c == '\t';
}

/* Characters of XML and no controls; s is UTF-8. */
static bool
are_characters(struct str s)
{
	size_t at = 0;

	while (at < s.len) {
		unsigned char c = (unsigned char)s.p[at];

		if (c < 0x80 && !is_text_byte(c))
			return false;
		if (c < 0x80) {
			at++;
		} else if (c >= 0xe0 && c < 0xef) {
			at += 3;	/* U+0800 to U+EFFF: all are */
		} else {
			uint32_t code = text_next(s, &at);

			if (code < 0xa0 || !text_is_xml_char(code))
				return false;
		}
	}
	return true;
}

/* Text of a run or an attribute: only the entities that we write. */
static bool
is_escaped(struct str s)
{
	static const char *const known[] = {
		"&amp;", "&lt;", "&gt;", "&quot;"
	};
	const char *amp;
	size_t i;

	if (!are_characters(s))
		return false;
	while (s.len && (amp = memchr(s.p, '&', s.len))) {
		s = str_sub(s, (size_t)(amp - s.p), s.len);
		for (i = 0; i < ARRAY_COUNT(known); i++)
			if (str_starts(s, str_of(known[i])))
				break;
		if (i == ARRAY_COUNT(known))
			return false;
		s = str_sub(s, strlen(known[i]), s.len);
	}
	return true;
}

static bool
is_blank(struct str s)
{
	return !str_trim(s).len;
}

static bool
is_one_of(struct str s, const char *list)
{
	struct str rest = str_of(list), one;

	while (str_next(&rest, ' ', &one))
		if (str_eq(s, one))
			return true;
	return false;
}

/* BCP 47, in shape. */
static bool
is_tag_of_language(struct str s)
{
	struct str rest = s, subtag;

	while (str_next(&rest, '-', &subtag)) {
		for (size_t i = 0; i < subtag.len; i++)
			if (!ascii_alpha((unsigned char)subtag.p[i])
			    && !ascii_digit((unsigned char)subtag.p[i]))
				return false;
		if (!subtag.len || subtag.len > 8)
			return false;
	}
	return s.len > 1 && s.len <= 35 && ascii_alpha((unsigned char)s.p[0])
	    && s.p[1] != '-';
}

static bool
is_number(struct str s, bool may_be_negative)
{
	unsigned long n;

	if (may_be_negative && s.len && s.p[0] == '-')
		s = str_sub(s, 1, s.len);
	return str_number(s, 999999, &n) && (n || may_be_negative);
}

/* Ids count up in document order, so that none is there twice. */
static bool
is_next_id(struct check *c, struct str s)
{
	unsigned long n;

	if (s.len < 2 || s.p[0] != 'a' || s.p[1] == '0'
	    || !str_number(str_sub(s, 1, s.len), 9999999, &n)
	    || n <= c->last_id)
		return false;
	c->last_id = n;
	return true;
}

static bool
is_valid(struct check *c, unsigned may, struct str name, struct str value)
{
	if (str_eq(name, STR("id")))
		return may & MAY_ID && is_next_id(c, value);
	if (str_eq(name, STR("class")))
		return may & MAY_CLASS && element_class(value);
	if (str_eq(name, STR("lang")) || str_eq(name, STR("xml:lang")))
		return may & MAY_LANG && is_tag_of_language(value);
	if (str_eq(name, STR("dir")))
		return may & MAY_LANG && is_one_of(value, "ltr rtl auto");
	if (str_eq(name, STR("title")))
		return may & MAY_TITLE && is_escaped(value)
		    && !is_blank(value);
	if (str_eq(name, STR("colspan")) || str_eq(name, STR("rowspan")))
		return may & MAY_SPAN && is_number(value, false);
	if (str_eq(name, STR("scope")))
		return may & MAY_SCOPE && is_one_of(value, "row col");
	if (str_eq(name, STR("type")))
		return may & MAY_LIST && is_one_of(value, "1 a A i I");
	if (str_eq(name, STR("reversed")))
		return may & MAY_LIST && str_eq(value, name);
	if (str_eq(name, STR("start")))
		return may & MAY_LIST && is_number(value, true);
	if (str_eq(name, STR("value")))
		return may & MAY_VALUE && is_number(value, true);
	return false;
}

/* s is all between the name of a start tag and its end. */
static bool
check_attributes(struct check *c, unsigned may, struct str s)
{
	struct str seen[12], lang = STR(""), xml_lang = STR("");
	size_t count = 0;

	while (s.len) {
		size_t equals = str_chr(s, '='), end;
		struct str name, value;

		if (s.p[0] != ' ' || equals == STR_NONE
		    || equals + 1 >= s.len || s.p[equals + 1] != '"')
			return false;
		name = str_sub(s, 1, equals);
		s = str_sub(s, equals + 2, s.len);
		end = str_chr(s, '"');
		if (end == STR_NONE || count == ARRAY_COUNT(seen))
			return false;
		value = str_sub(s, 0, end);
		s = str_sub(s, end + 1, s.len);
		for (size_t i = 0; i < count; i++)
			if (str_eq(seen[i], name))
				return false;
		seen[count++] = name;
		if (str_chr(value, '<') != STR_NONE
		    || !is_valid(c, may, name, value))
			return false;
		if (str_eq(name, STR("lang")))
			lang = value;
		else if (str_eq(name, STR("xml:lang")))
			xml_lang = value;
	}
	return str_eq(lang, xml_lang);
}

/* What must come first, and what may not follow what. */
static bool
may_follow(const struct level *parent, enum element child)
{
	enum element last = parent->last;

	switch (child) {
	case EL_CAPTION:
		return last == EL_TEXT;
	case EL_THEAD:
		return last == EL_TEXT || last == EL_CAPTION;
	case EL_TBODY:
		return last != EL_TFOOT;
	case EL_TFOOT:
		return last == EL_THEAD || last == EL_TBODY;
	case EL_DD:
		return last != EL_TEXT;
	case EL_RT:
		return last != EL_TEXT;
	default:
		return true;
	}
}

/* What may not be empty, or must end with something. */
static bool
may_end(const struct level *level)
{
	switch (level->element) {
	case EL_TABLE:
		return level->last >= EL_TBODY && level->last <= EL_TFOOT;
	case EL_UL:
	case EL_OL:
	case EL_THEAD:
	case EL_TBODY:
	case EL_TFOOT:
	case EL_TR:
		return level->last != EL_TEXT;
	case EL_DL:
		return level->last == EL_DD;
	case EL_RUBY:
		return level->last == EL_RT;
	default:
		return true;
	}
}

static bool
add_child(struct check *c, enum element element)
{
	struct level *top = &c->levels[c->depth - 1];

	if (!(elements[top->element].holds & elements[element].is)
	    || !may_follow(top, element))
		return false;
	/* The base text of ruby counts as a child, too. */
	top->last = element == EL_TEXT ? EL_PICTURE : element;
	return true;
}

static bool
push(struct check *c, enum element element)
{
	if (!add_child(c, element) || c->depth == DEPTH)
		return false;
	c->levels[c->depth++] = (struct level){ element, EL_TEXT };
	return true;
}

static bool
pop(struct check *c, enum element element)
{
	if (c->depth < 2 || c->levels[c->depth - 1].element != element
	    || !may_end(&c->levels[c->depth - 1]))
		return false;
	c->depth--;
	return true;
}

static bool
check_tag(struct check *c, struct str tag)
{
	bool end = tag.len > 1 && tag.p[1] == '/';
	size_t from = end ? 2 : 1, to = from;
	enum element element;
	bool closed;

	while (to < tag.len && (ascii_alpha((unsigned char)tag.p[to])
	    || ascii_digit((unsigned char)tag.p[to])))
		to++;
	if (to == from)
		return false;
	element = element_of(str_sub(tag, from, to));
	if (element == EL_TEXT)
		return false;
	if (end)
		return to + 1 == tag.len && pop(c, element);
	closed = tag.p[tag.len - 2] == '/';
	if (closed != !elements[element].holds || !check_attributes(c,
	    elements[element].attributes,
	    str_sub(tag, to, tag.len - 1 - closed)))
		return false;
	return closed ? add_child(c, element) : push(c, element);
}

static bool
check_text(struct check *c, struct str text)
{
	const struct level *top = &c->levels[c->depth - 1];

	if (!is_escaped(text) || str_chr(text, '>') != STR_NONE)
		return false;
	if (elements[top->element].holds & IS_PHRASING)
		return add_child(c, EL_TEXT);
	return is_blank(text);
}

static bool
check_piece(struct check *c, enum body_piece kind, struct str piece,
    size_t number)
{
	switch (kind) {
	case BODY_MARKUP:
		return check_tag(c, piece);
	case BODY_TEXT:
		return check_text(c, piece);
	case BODY_LINK_START:
		if (c->in_link || number >= c->links)
			return false;
		c->in_link = true;
		return push(c, EL_LINK);
	case BODY_LINK_END:
		c->in_link = false;
		return pop(c, EL_LINK);
	case BODY_PICTURE:
		return number < c->images && add_child(c, EL_PICTURE);
	default:
		return false;
	}
}

int
body_check(struct str body, size_t links, size_t images, struct err *err)
{
	struct check c = {
		.levels[0] = { EL_ROOT, EL_TEXT }, .depth = 1,
		.links = links, .images = images
	};
	struct str rest = body, piece;
	size_t number;
	enum body_piece kind;

	if (!text_is_utf8(body))
		return err_set(err, ERR_FORMAT, "the body is not UTF-8");
	while ((kind = body_next(&rest, &piece, &number)) != BODY_END)
		if (!check_piece(&c, kind, piece, number))
			return err_set(err, ERR_FORMAT,
			    "the body is malformed at byte %zu of %zu",
			    body.len - rest.len - piece.len, body.len);
	if (c.depth != 1)
		return err_set(err, ERR_FORMAT,
		    "the body ends inside of an element");
	return 0;
}
