/* SPDX-License-Identifier: MIT */
/*
 * Paragraphs in another script than the article's: a reader chooses fonts,
 * hyphenation and a voice by language, so they say theirs.
 */
#include "article/language/lang.h"
#include "article/clean/repair.h"
#include "article/clean/weights.h"

struct letters {
	size_t latin, other;
};

/*
 * Counts letters of the escaped text. Lead bytes CE..E0 begin those of
 * Greek, Cyrillic, Hebrew, Arabic, India and Thailand, E3..ED kana, Han and
 * Hangul. With any, one letter of another script than Latin is enough.
 */
static void
count_letters(struct str text, bool any, struct letters *n)
{
	for (size_t i = 0; i < text.len && !(any && n->other); i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c == '&') {
			while (i < text.len && text.p[i] != ';')
				i++;
		} else if (ascii_alpha(c)) {
			n->latin++;
		} else if ((c >= 0xce && c <= 0xe0)
		    || (c >= 0xe3 && c <= 0xed)) {
			n->other++;
		}
	}
}

static struct str
lang_around(const struct part *part, struct str root_lang)
{
	for (; part; part = part->parent)
		if (part->attributes && part->attributes->lang.len)
			return part->attributes->lang;
	return root_lang;
}

static struct str
dir_around(const struct part *part, struct str root_lang)
{
	for (; part; part = part->parent)
		if (part->attributes && part->attributes->dir.len)
			return part->attributes->dir;
	return str_of(lang_dir(root_lang));
}

/* "zh", which is all that a short text tells, is said by "zh-Hans". */
static bool
is_included(struct str lang, struct str around)
{
	return str_starts(around, lang) && (around.len == lang.len
		|| around.p[lang.len] == '-');
}

/* Nothing is said of what is so around it, too. */
static void
say_language(struct pool *pool, struct part *leaf, struct str lang,
    struct str root_lang)
{
	struct part_attributes *own = part_attributes(pool, leaf);
	struct str dir = str_of(lang_dir(lang));

	if (!str_eq(dir, dir_around(leaf, root_lang)))
		own->dir = str_eq(dir, dir_around(leaf->parent, root_lang))
			? STR("") : dir;
	own->lang = is_included(lang, lang_around(leaf->parent, root_lang))
		? STR("") : lang;
}

/* Terms in Latin letters stand in texts of every script. */
static bool
speaks_otherwise(const struct letters *n, bool in_latin)
{
	return in_latin ? n->other >= PASSAGE_OTHER_LETTERS
			&& n->other > n->latin
		: !n->other && n->latin >= PASSAGE_LATIN_LETTERS;
}

static void
mark_leaf(struct pool *pool, struct part *leaf, struct str text,
    struct str root_lang)
{
	struct str lang = lang_around(leaf, root_lang), own;
	const bool in_latin = lang_is_latin(lang);
	struct buf words = BUF_INIT;
	struct letters n = { 0, 0 };

	for (struct part *p = part_after(leaf, leaf); p;
	     p = part_after(p, leaf))
		if (p->element == EL_TEXT)
			count_letters(str_sub(text, p->text.start,
			    p->text.start + p->text.len), !in_latin, &n);
	if (!speaks_otherwise(&n, in_latin))
		return;
	for (struct part *p = part_after(leaf, leaf); p;
	     p = part_after(p, leaf))
		if (p->element == EL_TEXT)
			buf_addstr(&words, str_sub(text, p->text.start,
			    p->text.start + p->text.len));
	own = lang_detect(buf_str(&words));
	buf_release(&words);
	if (str_eq(own, STR("und")) || lang_is_latin(own) == in_latin)
		return;
	say_language(pool, leaf, own, root_lang);
}

void
repair_mark_languages(struct pool *pool, struct part *root, struct str text,
    struct str root_lang)
{
	struct part *next;

	for (struct part *p = part_after(root, root); p; p = next) {
		if (part_is_leaf(p)) {
			mark_leaf(pool, p, text, root_lang);
			next = part_beyond(p, root);
		} else {
			next = part_after(p, root);
		}
	}
}
