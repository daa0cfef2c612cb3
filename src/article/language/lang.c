/* SPDX-License-Identifier: MIT */
#include "article/language/lang.h"

#include "article/language/lang_guess.h"
#include "tables/languages.h"

/* What is known of a language, by bits; 0 also if nothing is. */
static int
traits_of(struct str language)
{
	size_t at = words_find(&WORDS_LANGUAGES, language);

	return at == WORDS_NONE ? 0
		: words_number(&WORDS_LANGUAGES, WORDS_LANGUAGES_IS, at);
}

/* Without "-", the next subtag; empty at the end. */
static struct str
next_subtag(struct str *rest)
{
	size_t len = 0;
	struct str subtag;

	while (len < rest->len && rest->p[len] != '-' && rest->p[len] != '_')
		len++;
	subtag = str_sub(*rest, 0, len);
	*rest = str_sub(*rest, len + 1, rest->len);
	return subtag;
}

static struct str
correct(struct str language)
{
	const struct words *words = &WORDS_LANGUAGE_CORRECTIONS;
	size_t at = words_find(words, language);

	return at == WORDS_NONE ? language
		: words_text(words, WORDS_LANGUAGE_CORRECTIONS_RIGHT, at);
}

/* The subtags that are known, at most one of each kind. */
struct tag {
	struct str language, script, region;
};

static bool
parse_tag(struct str s, struct tag *tag)
{
	const struct str none = { NULL, 0 };
	struct str first, subtag;

	*tag = (struct tag){ none, none, none };
	/* "en_US.UTF-8@euro" is a locale. */
	s = str_trim(s);
	s = str_sub(s, 0, str_chr(s, '.'));
	s = str_sub(s, 0, str_chr(s, '@'));
	first = next_subtag(&s);
	tag->language = correct(first);
	if (!words_has(&WORDS_LANGUAGES, tag->language))
		return false;
	/* Extensions and private use begin with a single letter. */
	while ((subtag = next_subtag(&s)).len > 1) {
		if (!tag->script.len && words_has(&WORDS_SCRIPTS, subtag))
			tag->script = subtag;
		else if (!tag->region.len && words_has(&WORDS_REGIONS, subtag))
			tag->region = subtag;
	}
	if (str_ieq(first, STR("cn")))
		tag->region = STR("CN");
	if (!(traits_of(tag->language) & LANG_MANY_SCRIPTS))
		tag->script = none;
	return true;
}

/* Chinese is told apart by its script; where it is written adds nothing. */
static struct str
chinese_tag(const struct tag *tag)
{
	size_t region = words_find(&WORDS_REGIONS, tag->region);

	if (str_ieq(tag->script, STR("Hant")))
		return STR("zh-Hant");
	if (str_ieq(tag->script, STR("Hans")))
		return STR("zh-Hans");
	return region == WORDS_NONE ? STR("zh") : words_text(&WORDS_REGIONS,
	    WORDS_REGIONS_CHINESE, region);
}

static void
put_lower(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.len; i++)
		buf_addc(out, (char)ascii_lower((unsigned char)s.p[i]));
}

bool
lang_normalise(struct str declared, struct buf *out)
{
	struct tag tag;

	buf_clear(out);
	if (!parse_tag(declared, &tag))
		return false;
	if (str_ieq(tag.language, STR("zh"))) {
		buf_addstr(out, chinese_tag(&tag));
		return true;
	}
	put_lower(tag.language, out);
	if (tag.script.len) {
		buf_addc(out, '-');
		put_lower(tag.script, out);
		out->data[out->len - 4] += 'A' - 'a';
	}
	if (tag.region.len) {
		buf_addc(out, '-');
		for (size_t i = 0; i < tag.region.len; i++) {
			char c = tag.region.p[i];

			buf_addc(out, c >= 'a' ? (char)(c - 'a' + 'A') : c);
		}
	}
	return true;
}

/* "en", "zh-cn", "pt_BR", "zh-Hant". */
static bool
is_language_folder(struct str name)
{
	struct str code = str_sub(name, 0, 2), rest;

	rest = str_sub(name, 2, name.len);
	if (!words_has(&WORDS_FOLDER_LANGUAGES, code))
		return false;
	return !rest.len || ((rest.p[0] == '-' || rest.p[0] == '_')
	    && (rest.len == 3 || rest.len == 5));
}

bool
lang_of_path(struct str path, struct buf *out)
{
	struct str folder = { NULL, 0 }, name;

	buf_clear(out);
	while (str_next(&path, '/', &name))
		/* The last is the file. */
		if (path.p && is_language_folder(name))
			folder = name;
	return folder.len && lang_normalise(folder, out);
}

const char *
lang_dir(struct str lang)
{
	struct str rest = lang;
	struct str language = next_subtag(&rest), script = next_subtag(&rest);

	if (script.len == 4)
		return words_has(&WORDS_SCRIPTS_RIGHT_TO_LEFT, script)
			? "rtl" : "ltr";
	return traits_of(language) & LANG_RIGHT_TO_LEFT ? "rtl" : "ltr";
}

bool
lang_is_latin(struct str lang)
{
	struct str rest = lang;
	struct str language = next_subtag(&rest), script = next_subtag(&rest);

	if (script.len == 4)
		return str_ieq(script, STR("Latn"));
	return !(traits_of(language) & LANG_NOT_LATIN);
}

bool
lang_has_own_script(struct str lang)
{
	return traits_of(next_subtag(&lang)) & LANG_OWN_SCRIPT;
}
