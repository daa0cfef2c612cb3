/* SPDX-License-Identifier: MIT */
#include "cli/zone.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#define ZONE_FOLDER "/usr/share/zoneinfo"
#define ZONE_FILE_BYTES ((size_t)1 << 20)

/* RFC 8536, section 3.1: how every file of the database begins. */
static bool
has_file(struct str name)
{
	const char *folder = getenv("TZDIR");
	struct buf path = BUF_INIT, bytes = BUF_INIT;
	struct err err = ERR_INIT;
	bool known;

	buf_addf(&path, "%s/%.*s", folder && *folder ? folder : ZONE_FOLDER,
	    STR_ARG(name));
	known = str_find(name, STR("..")) == STR_NONE
	    && file_read(path.data, ZONE_FILE_BYTES, &bytes, &err) == 0
	    && str_starts(buf_str(&bytes), STR("TZif"));
	buf_release(&path);
	buf_release(&bytes);
	return known;
}

static size_t
span(struct str s, const char *set)
{
	size_t n = 0;

	while (n < s.len && s.p[n] && strchr(set, s.p[n]))
		n++;
	return n;
}

static size_t
letters(struct str s)
{
	size_t n = 0;

	while (n < s.len && ascii_alpha((unsigned char)s.p[n]))
		n++;
	return n;
}

/* Takes CET or <+08> off s. */
static bool
take_name(struct str *s)
{
	bool quoted = s->len && s->p[0] == '<';
	size_t n = quoted ? str_chr(*s, '>') : letters(*s);

	if (n == STR_NONE || n < (quoted ? 4 : 3))
		return false;
	*s = str_sub(*s, quoted ? n + 1 : n, s->len);
	return true;
}

/* Takes -8 or +5:30 off s. */
static bool
take_offset(struct str *s)
{
	size_t sign = s->len && (s->p[0] == '+' || s->p[0] == '-');
	size_t n = span(str_sub(*s, sign, s->len), "0123456789:");

	*s = str_sub(*s, sign + n, s->len);
	return n > 0;
}

static bool
is_rule(struct str s)
{
	if (!take_name(&s) || !take_offset(&s))
		return false;
	if (!s.len)
		return true;
	if (!take_name(&s))
		return false;
	take_offset(&s);
	return !s.len || (s.p[0] == ','
	    && span(s, "0123456789MJ.,/:+-") == s.len);
}

bool
zone_known(struct str name)
{
	if (name.len && name.p[0] == ':')
		name = str_sub(name, 1, name.len);
	/* These need no database. */
	if (str_eq(name, STR("UTC")) || str_eq(name, STR("GMT")))
		return true;
	return name.len && (is_rule(name) || has_file(name));
}

struct date
zone_today(struct str name)
{
	time_t now = time(NULL);
	struct tm tm;

	if (name.len) {
		char *zone = mem_strndup(name.p, name.len);

		setenv("TZ", zone, 1);
		free(zone);
	}
	tzset();
	localtime_r(&now, &tm);
	return (struct date){ (short)(tm.tm_year + 1900),
		(signed char)(tm.tm_mon + 1), (signed char)tm.tm_mday };
}
