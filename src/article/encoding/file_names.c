/* SPDX-License-Identifier: MIT */
#include "article/encoding/file_names.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "base/text.h"

#define NO_CONVERTER ((iconv_t)-1)
#define GUESS_BYTES ((size_t)32 << 10)	/* of names that are looked at */

/*
 * What one byte of a name is worth. A common character of two bytes is worth
 * more than two letters, since hardly any other text looks like one by
 * chance; a frequent letter is worth more than another.
 */
#define COMMON_PAIR 28
#define RARE_PAIR 6
#define SIGN_PAIR 16		/* punctuation, Greek and the like of these */
#define HALF_KANA 5		/* of one byte */
#define FREQUENT_LETTER 12
#define OTHER_LETTER 8
#define NO_LETTER (-20)
#define OTHER_SCRIPT (-15)	/* than the letter before it */
#define CAPITAL_AFTER_SMALL (-10)

/* Lead bytes of the common characters, and of the signs, of two bytes. */
struct leads {
	unsigned char first, last, first_sign, last_sign;
	unsigned char first_trail;	/* of the common characters */
};

/* Of equal worth the first is taken. */
static const struct {
	const char *iconv;
	struct leads leads;	/* first 0: characters have one byte */
	const char *frequent;	/* letters of its languages */
} encodings[] = {
	{ "CP437", { 0, 0, 0, 0, 0 }, "éèêàâçîôûäöüßñóíáåæ" },
	{ "CP850", { 0, 0, 0, 0, 0 }, "éèêàâçîôûäöüßñóíáåæøãõÉÄÖÜØ" },
	{ "GB18030", { 0xb0, 0xd7, 0xa1, 0xa9, 0xa1 }, "" },
	{ "CP932", { 0x88, 0x97, 0x81, 0x84, 0x40 }, "" },
	{ "BIG5-HKSCS", { 0xa4, 0xc6, 0xa1, 0xa3, 0x40 }, "" },
	{ "CP949", { 0xb0, 0xc8, 0xa1, 0xac, 0xa1 }, "" },
	{ "EUC-JP-MS", { 0xb0, 0xcf, 0xa1, 0xa8, 0xa1 }, "" },
	{ "CP866", { 0, 0, 0, 0, 0 }, "оеаинтсрвлкмдпуОЕАИНТСРВЛКМД" },
	{ "CP1251", { 0, 0, 0, 0, 0 }, "оеаинтсрвлкмдпуіїОЕАИНТСРВЛКМД" },
	{ "CP1252", { 0, 0, 0, 0, 0 }, "éèêàâçîôûäöüßñóíáåæøãõÉÄÖÜØ" },
	{ "KOI8-R", { 0, 0, 0, 0, 0 }, "оеаинтсрвлкмдпуОЕАИНТСРВЛКМД" },
	{ "CP852", { 0, 0, 0, 0, 0 }, "áéíóúýčďěňřšťůžąęłńśźżćőű" },
	{ "CP1250", { 0, 0, 0, 0, 0 }, "áéíóúýčďěňřšťůžąęłńśźżćőű" },
	{ "CP737", { 0, 0, 0, 0, 0 }, "αοιετσνηυρπκμλςόίάέήύώ" },
	{ "CP1253", { 0, 0, 0, 0, 0 }, "αοιετσνηυρπκμλςόίάέήύώ" },
	{ "CP857", { 0, 0, 0, 0, 0 }, "ışğüöçİŞĞ" },
	{ "CP1254", { 0, 0, 0, 0, 0 }, "ışğüöçİŞĞ" },
	{ "CP862", { 0, 0, 0, 0, 0 }, "יוהלאתרבמשנםעדח" },
	{ "CP1255", { 0, 0, 0, 0, 0 }, "יוהלאתרבמשנםעדח" },
	{ "CP1256", { 0, 0, 0, 0, 0 }, "اليمنوترةبدسعهف" },
	{ "CP874", { 0, 0, 0, 0, 0 }, "กนรอางยเมลสวตดท" },
};

#define ENCODINGS (ARRAY_COUNT(encodings))

struct file_names {
	iconv_t converters[ENCODINGS];
};

struct file_names *
file_names_open(void)
{
	struct file_names *set = mem_alloc(sizeof(*set));

	for (size_t i = 0; i < ENCODINGS; i++)
		set->converters[i] = iconv_open("UTF-8", encodings[i].iconv);
	return set;
}

void
file_names_close(struct file_names *set)
{
	if (!set)
		return;
	for (size_t i = 0; i < ENCODINGS; i++)
		if (set->converters[i] != NO_CONVERTER)
			iconv_close(set->converters[i]);
	free(set);
}

const char *
file_names_label(size_t encoding)
{
	return encodings[encoding].iconv;
}

int
file_names_decode(const struct file_names *set, size_t encoding,
    struct str name, struct buf *out)
{
	iconv_t converter = set->converters[encoding];
	char *in = (char *)(size_t)name.p;	/* iconv does not write to it */
	size_t in_left = name.len, room;
	char *to;

	buf_clear(out);
	if (converter == NO_CONVERTER || !name.len)
		return -1;
	/* No character becomes more than three bytes for each of its own. */
	room = mem_mul(name.len, 4);
	buf_reserve(out, room);
	to = out->data;
	iconv(converter, NULL, NULL, NULL, NULL);
	if (iconv(converter, &in, &in_left, &to, &room) == (size_t)-1
	    || in_left)
		return -1;
	out->len = (size_t)(to - out->data);
	out->data[out->len] = '\0';
	return 0;
}

/* A block of letters that do not stand beside those of another. */
static int
script_of(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} scripts[] = {
		{ 'A', 0x24f }, { 0x370, 0x3ff }, { 0x400, 0x52f },
		{ 0x590, 0x5ff }, { 0x600, 0x6ff }, { 0xe00, 0xe7f },
	};

	for (size_t i = 0; i < ARRAY_COUNT(scripts); i++)
		if (c >= scripts[i].first && c <= scripts[i].last)
			return (int)i + 1;
	return 0;
}

static bool
is_letter(uint32_t c)
{
	utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)c);

	return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_MN
	    && c != 0xaa && c != 0xba;
}

static bool
is_capital(uint32_t c)
{
	return utf8proc_category((utf8proc_int32_t)c)
	    == UTF8PROC_CATEGORY_LU;
}

static long
worth_beside(uint32_t before, uint32_t c)
{
	long worth = 0;

	if (!is_letter(before))
		return 0;
	if (script_of(before) != script_of(c))
		worth += OTHER_SCRIPT;
	if (is_capital(c) && !is_capital(before) && script_of(c) <= 3)
		worth += CAPITAL_AFTER_SMALL;
	return worth;
}

/* Of names whose characters have one byte each. */
static long
worth_of_letters(struct str names, const char *frequent)
{
	long worth = 0;
	uint32_t before = ' ';

	for (size_t i = 0; i < names.len;) {
		size_t start = i;
		uint32_t c = text_next(names, &i);
		struct str letter = str_sub(names, start, i);

		if ((c >= 0x80 || before >= 0x80) && is_letter(c))
			worth += worth_beside(before, c);
		if (c >= 0x80 && !is_letter(c))
			worth += NO_LETTER;
		else if (c >= 0x80)
			worth += str_find(str_of(frequent), letter)
			    != STR_NONE ? FREQUENT_LETTER : OTHER_LETTER;
		before = c;
	}
	return worth;
}

static bool
is_ascii_letter(struct str names, size_t i)
{
	return i < names.len && ascii_alpha((unsigned char)names.p[i]);
}

/*
 * Whether the second byte, at i, is rather a letter of a word that has an
 * accent before it.
 */
static bool
swallows_letter(struct str names, size_t i)
{
	return is_ascii_letter(names, i) && (is_ascii_letter(names, i + 1)
	    || (i > 1 && is_ascii_letter(names, i - 2)));
}

/* Of names, still in their bytes, whose characters have one or two. */
static long
worth_of_pairs(struct str names, const struct leads *leads)
{
	long worth = 0;

	for (size_t i = 0; i < names.len; i++) {
		unsigned char lead = (unsigned char)names.p[i], trail;

		if (lead < 0x80)
			continue;
		/* JIS X 0201: kana of half width, in CP932 alone. */
		if (leads->first == 0x88 && lead >= 0xa1 && lead <= 0xdf) {
			worth += HALF_KANA;
			continue;
		}
		if (++i == names.len)
			break;
		trail = (unsigned char)names.p[i];
		if (swallows_letter(names, i))
			worth += NO_LETTER;
		else if (lead >= leads->first && lead <= leads->last
		    && trail >= leads->first_trail)
			worth += COMMON_PAIR;
		else if ((lead == 0x82 && trail >= 0x9f)
		    || (lead == 0x83 && trail <= 0x96))
			worth += leads->first == 0x88 ? COMMON_PAIR
			    : RARE_PAIR;
		else if (lead >= leads->first_sign
		    && lead <= leads->last_sign)
			worth += SIGN_PAIR;
		else
			worth += RARE_PAIR;
	}
	return worth;
}

/*
 * Hangul lies where half of the common characters of GBK do: four of them
 * and none of the other half is hardly chance.
 */
static bool
is_hangul(struct str names)
{
	size_t pairs = 0;

	for (size_t i = 0; i < names.len; i++) {
		unsigned char c = (unsigned char)names.p[i];

		if (c < 0x80)
			continue;
		if (c < 0xb0 || c > 0xc8)
			return false;
		pairs++;
		i++;
	}
	return pairs >= 4;
}

/* Kana of EUC-JP are signs of GBK, which has little use for them. */
static size_t
count_kana(struct str names)
{
	size_t kana = 0;

	for (size_t i = 0; i < names.len; i++) {
		unsigned char c = (unsigned char)names.p[i];

		if (c < 0x80)
			continue;
		kana += c == 0xa4 || c == 0xa5;
		i++;
	}
	return kana;
}

static bool
is_called(size_t encoding, const char *name)
{
	return !strcmp(encodings[encoding].iconv, name);
}

size_t
file_names_guess(const struct file_names *set, struct str names)
{
	struct buf utf8 = BUF_INIT;
	size_t best = 0;
	long best_worth = 0;
	bool any = false;

	if (names.len > GUESS_BYTES)
		names = str_sub(names, 0, str_rchr(str_sub(names, 0,
		    GUESS_BYTES), '\n') + 1);
	for (size_t i = 0; i < ENCODINGS; i++) {
		const struct leads *leads = &encodings[i].leads;
		long worth;

		if (file_names_decode(set, i, names, &utf8) != 0)
			continue;
		worth = leads->first ? worth_of_pairs(names, leads)
		    : worth_of_letters(buf_str(&utf8),
		    encodings[i].frequent);
		/* Evidence that single bytes do not weigh. */
		if (is_called(i, "EUC-JP-MS") && count_kana(names) > 4)
			worth *= 2;
		else if ((is_called(i, "CP949") && is_hangul(names))
		    || (is_called(i, "EUC-JP-MS") && count_kana(names)))
			worth += worth * 2 / 5;
		if (any && worth <= best_worth)
			continue;
		any = true;
		best = i;
		best_worth = worth;
	}
	buf_release(&utf8);
	return best;
}
