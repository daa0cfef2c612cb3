/* SPDX-License-Identifier: MIT */
#include "picture/profile.h"

#include "base/asset.h"
#include "base/limits.h"

enum { NEAR_LETTERS = 3, NEAR_NAMES = 6 };

struct str
profile_table(void)
{
	return asset_find("assets/profiles.txt");
}

/* The next word of a line. */
static struct str
take_word(struct str *rest)
{
	struct str word;
	size_t len = 0;

	*rest = str_trim(*rest);
	while (len < rest->len && !ascii_space((unsigned char)rest->p[len]))
		len++;
	word = str_sub(*rest, 0, len);
	*rest = str_sub(*rest, len, rest->len);
	return word;
}

static bool
read_number(struct str s, size_t max, size_t *out)
{
	unsigned long value;

	if (!str_number(s, max, &value) || !value)
		return false;
	*out = value;
	return true;
}

/* "1072x1448" */
static bool
read_size(struct str s, unsigned *width_px, unsigned *height_px)
{
	size_t at = str_chr(s, 'x'), width, height;

	if (at == STR_NONE ||
	    !read_number(str_sub(s, 0, at), LIMIT_PICTURE_SIDE_PX, &width) ||
	    !read_number(str_sub(s, at + 1, s.len), LIMIT_PICTURE_SIDE_PX,
	    &height))
		return false;
	*width_px = (unsigned)width;
	*height_px = (unsigned)height;
	return true;
}

/* "600K", "2M" */
static bool
read_budget(struct str s, size_t *bytes)
{
	size_t unit = str_ends(s, STR("K")) ? 1000 :
	    str_ends(s, STR("M")) ? 1000000 : 0;

	if (!unit || !read_number(str_sub(s, 0, s.len - 1), 10000, bytes))
		return false;
	*bytes *= unit;
	return true;
}

static bool
read_screen(struct str s, struct picture_options *out)
{
	out->keep_originals = str_eq(s, STR("any"));
	out->max_width_px = out->max_height_px = LIMIT_PICTURE_SIDE_PX;
	return out->keep_originals ||
	    read_size(s, &out->max_width_px, &out->max_height_px);
}

static bool
read_line(struct str line, struct profile *out)
{
	struct picture_options *p = &out->pictures;
	struct str word;
	size_t quality;

	*out = (struct profile){ .name = take_word(&line) };
	if (!read_screen(take_word(&line), p))
		return false;
	word = take_word(&line);
	p->gray = str_eq(word, STR("gray"));
	if (!p->gray && !str_eq(word, STR("colour")))
		return false;
	if (!read_number(take_word(&line), 100, &quality))
		return false;
	p->quality = (unsigned)quality;
	word = take_word(&line);
	if (!str_eq(word, STR("any")) && !read_budget(word, &p->budget_bytes))
		return false;
	if (!read_size(take_word(&line), &out->cover_width_px,
	    &out->cover_height_px))
		return false;
	out->devices = str_trim(line);
	return out->devices.len > 0;
}

bool
profile_next(struct str *rest, struct profile *out)
{
	struct str line;

	while (str_next(rest, '\n', &line)) {
		line = str_trim(line);
		if (line.len && line.p[0] != '#' && read_line(line, out))
			return true;
	}
	return false;
}

/* One contains the other, or they begin alike. */
static bool
is_near(struct str a, struct str b)
{
	if (a.len < NEAR_LETTERS)
		return false;
	if (str_ifind(a, b) != STR_NONE || str_ifind(b, a) != STR_NONE)
		return true;
	return str_istarts(a, str_sub(b, 0, NEAR_LETTERS));
}

static int
unknown(struct str name, struct err *err)
{
	struct str rest = profile_table();
	struct buf near = BUF_INIT;
	struct profile other;
	unsigned count = 0;

	while (count < NEAR_NAMES && profile_next(&rest, &other))
		if (is_near(name, other.name)) {
			buf_adds(&near, count++ ? ", " : "; there is ");
			buf_addstr(&near, other.name);
		}
	err_set(err, ERR_ARGUMENT, "no profile is called '%.*s'%.*s (all of "
	    "them: chapbook doctor --profiles)", STR_ARG(name),
	    STR_ARG(buf_str(&near)));
	buf_release(&near);
	return -1;
}

int
profile_find(struct str name, struct profile *out, struct err *err)
{
	struct str rest = profile_table();

	while (profile_next(&rest, out))
		if (str_ieq(out->name, name))
			return 0;
	return unknown(name, err);
}
