/* SPDX-License-Identifier: MIT */
/* A call inside braces: its name, its values, and what they are for. */
#include "article/markdown/markdown_parts.h"

enum role { ROLE_NONE, ROLE_ALT, ROLE_CAPTION, ROLE_CREDIT, ROLE_TITLE,
	ROLE_TEXT, ROLE_LINK };

static bool
is_word(char c)
{
	return ascii_alpha((unsigned char)c) || ascii_digit((unsigned char)c)
		|| c == '-' || c == '_';
}

static bool
is_gap(char c)
{
	return ascii_space((unsigned char)c) || c == ',' || c == '('
		|| c == ')' || c == ';';
}

static bool
is_picture(struct str value)
{
	static const struct str endings[] = {
		STR(".jpg"), STR(".jpeg"), STR(".png"), STR(".gif"),
		STR(".webp"), STR(".svg"), STR(".avif"), STR(".bmp")
	};
	size_t cut = str_chr(value, '?');

	value = str_sub(value, 0, cut == STR_NONE ? value.len : cut);
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (str_iends(value, endings[i]))
			return true;
	return false;
}

/* Takes the value at the start of *rest: in quotes, or to the next gap. */
static struct str
take_value(struct str *rest, bool *quoted)
{
	char quote = rest->len ? rest->p[0] : '\0';
	struct str value;
	size_t end = 0;

	*quoted = quote == '"' || quote == '\'' || quote == '`';
	if (*quoted) {
		*rest = str_sub(*rest, 1, rest->len);
		while (end < rest->len && rest->p[end] != quote)
			end += rest->p[end] == '\\' && quote != '`' ? 2 : 1;
		value = str_sub(*rest, 0, end);
		*rest = str_sub(*rest, end + 1, rest->len);
		return value;
	}
	while (end < rest->len && !is_gap(rest->p[end]))
		end++;
	value = str_sub(*rest, 0, end);
	*rest = str_sub(*rest, end, rest->len);
	return value;
}

/* "key=" or "key: " at the start of *rest; or an empty one. */
static struct str
take_key(struct str *rest)
{
	struct str key;
	size_t end = 0, sign;

	while (end < rest->len && is_word(rest->p[end]))
		end++;
	/* Django's and Hugo's programs take blanks before it, too. */
	for (sign = end; sign < rest->len && rest->p[sign] == ' '; sign++)
		;
	if (sign >= rest->len || rest->p[sign] != '=')
		sign = end;
	if (!end || sign + 1 >= rest->len || (rest->p[sign] != '='
	    && (rest->p[sign] != ':' || rest->p[sign + 1] != ' ')))
		return STR("");
	key = str_sub(*rest, 0, end);
	*rest = str_trim(str_sub(*rest, sign + 1, rest->len));
	return key;
}

static enum role
role_of(const struct call *call, struct str key)
{
	static const struct { const char *words; enum role role; } roles[] = {
		{ "alt", ROLE_ALT },
		{ "caption description desc cap", ROLE_CAPTION },
		{ "attr author source credit cite by", ROLE_CREDIT },
		{ "title summary header heading label tabname", ROLE_TITLE },
		{ "text content message", ROLE_TEXT },
		{ "link href url to relref page", ROLE_LINK }
	};
	const struct call key_call = { .name = key };

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (call_is(&key_call, roles[i].words))
			return roles[i].role;
	return str_ieq(key, STR("name")) && call_is(call, "tab tabitem")
		? ROLE_TITLE : ROLE_NONE;
}

static struct str *
place_of(struct call *call, enum role role)
{
	switch (role) {
	case ROLE_ALT:
		return &call->alt;
	case ROLE_CAPTION:
		return &call->caption;
	case ROLE_CREDIT:
		return &call->credit;
	case ROLE_TITLE:
		return &call->title;
	case ROLE_TEXT:
		return &call->text;
	case ROLE_LINK:
		return &call->link;
	default:
		return NULL;
	}
}

static void
take_positional(struct call *call, struct str value, bool quoted,
    struct str behind)
{
	if (!call->first.p) {
		call->first = value;
		call->first_quoted = quoted;
		call->behind = behind;
	} else if (!call->second.p) {
		call->second = value;
		call->second_quoted = quoted;
	}
}

void
call_take(struct call *call, struct str key, struct str value)
{
	enum role role = key.len ? role_of(call, key) : ROLE_NONE;
	struct str *place = place_of(call, role);
	bool shows = role == ROLE_NONE || role == ROLE_LINK;

	if (shows && !call->picture.len && (is_picture(value)
	    || (str_ieq(key, STR("src"))
	    && (str_istarts(call->name, STR("fig"))
	    || str_istarts(call->name, STR("im"))))))
		call->picture = value;
	else if (place && !place->len)
		*place = str_trim(value);
}

bool
call_is(const struct call *call, const char *words)
{
	struct str rest = str_of(words), word;

	while (str_next(&rest, ' ', &word))
		if (str_ieq(call->name, word))
			return true;
	return false;
}

void
call_read(struct str content, struct call *call)
{
	size_t end = 0;

	*call = (struct call){ .name = STR("") };
	content = str_trim(content);
	while (content.len && content.p[0] == '-')
		content = str_trim(str_sub(content, 1, content.len));
	if (str_ends(content, STR("-")) || str_ends(content, STR("/")))
		content = str_trim(str_sub(content, 0, content.len - 1));
	while (end < content.len && !is_gap(content.p[end]))
		end++;
	call->name = str_sub(content, 0, end);
	content = str_sub(content, end, content.len);
	call->rest = str_trim(content);
	while (content.len) {
		bool quoted;
		struct str key, value;

		if (is_gap(content.p[0])) {
			content = str_sub(content, 1, content.len);
			continue;
		}
		key = take_key(&content);
		value = take_value(&content, &quoted);
		call_take(call, key, value);
		if (call->picture.len && !call->behind_picture.p && !key.len)
			call->behind_picture = content;
		if (!key.len)
			take_positional(call, value, quoted, content);
	}
}
