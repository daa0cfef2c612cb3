/* SPDX-License-Identifier: MIT */
/* A call inside braces: its name, its values, the picture it shows. */
#include "article/markdown/markdown_parts.h"

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
		{ ".jpg", 4 }, { ".jpeg", 5 }, { ".png", 4 }, { ".gif", 4 },
		{ ".webp", 5 }, { ".svg", 4 }, { ".avif", 5 }, { ".bmp", 4 }
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
take_value(struct str *rest)
{
	char quote = rest->len ? rest->p[0] : '\0';
	struct str value;
	size_t end = 0;

	if (quote == '"' || quote == '\'' || quote == '`') {
		*rest = str_sub(*rest, 1, rest->len);
		end = str_chr(*rest, quote);
		end = end == STR_NONE ? rest->len : end;
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
	size_t end = 0;

	while (end < rest->len && is_word(rest->p[end]))
		end++;
	if (!end || end + 1 >= rest->len || (rest->p[end] != '='
	    && (rest->p[end] != ':' || rest->p[end + 1] != ' ')))
		return STR("");
	key = str_sub(*rest, 0, end);
	*rest = str_trim(str_sub(*rest, end + 1, rest->len));
	return key;
}

static void
take_argument(struct call *call, struct str key, struct str value)
{
	if (!key.len && !call->first.len)
		call->first = value;
	if (str_ieq(key, STR("alt")))
		call->alt = value;
	else if (str_ieq(key, STR("caption"))
	    || (str_ieq(key, STR("title")) && !call->caption.len))
		call->caption = value;
	else if (!call->picture.len && (is_picture(value)
	    || (str_ieq(key, STR("src"))
	    && (str_istarts(call->name, STR("fig"))
	    || str_istarts(call->name, STR("im"))))))
		call->picture = value;
}

void
call_read(struct str content, struct call *call)
{
	size_t end = 0;

	*call = (struct call){ .first = STR("") };
	content = str_trim(content);
	while (content.len && content.p[0] == '-')
		content = str_trim(str_sub(content, 1, content.len));
	while (end < content.len && !is_gap(content.p[end]))
		end++;
	call->name = str_sub(content, 0, end);
	content = str_sub(content, end, content.len);
	while (content.len) {
		struct str key;

		if (is_gap(content.p[0])) {
			content = str_sub(content, 1, content.len);
			continue;
		}
		key = take_key(&content);
		take_argument(call, key, take_value(&content));
	}
}
