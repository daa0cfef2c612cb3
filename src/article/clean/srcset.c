/* SPDX-License-Identifier: MIT */
#include "article/clean/srcset.h"

#include "article/record/weights.h"

/* ASCII white space of HTML, which has no vertical tab. */
static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/* A valid non-negative integer, cut to max; false if s is none. */
static bool
read_integer(struct str s, unsigned max, unsigned *value)
{
	*value = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (!ascii_digit((unsigned char)s.p[i]))
			return false;
		*value = *value * 10 + (unsigned)(s.p[i] - '0');
		if (*value > max)
			*value = max;
	}
	return s.len > 0;
}

/* Digits from *at on; the value grows to at most 10^12. */
static size_t
read_digits(struct str s, size_t *at, unsigned long long *value)
{
	size_t from = *at;

	for (; *at < s.len && ascii_digit((unsigned char)s.p[*at]); ++*at)
		if (*value < 100000000000ull)
			*value = *value * 10 + (unsigned)(s.p[*at] - '0');
	return *at - from;
}

/* A valid floating-point number above 0, times 100, without an exponent. */
static bool
read_density(struct str s, unsigned *value)
{
	unsigned long long whole = 0, part = 0;
	size_t at = 0, digits;
	struct str fraction;

	digits = read_digits(s, &at, &whole);
	if (at < s.len && s.p[at] == '.') {
		size_t from = ++at;

		digits = read_digits(s, &at, &part);
		/* Two digits of it count. */
		fraction = str_sub(s, from, from + 2);
		part = 0;
		for (size_t i = 0; i < 2; i++)
			part = part * 10 + (i < fraction.len && i < digits
			    ? (unsigned)(fraction.p[i] - '0') : 0);
	}
	if (!digits || at != s.len)
		return false;
	if (whole > IMAGE_DENSITY_X100_MAX)
		whole = IMAGE_DENSITY_X100_MAX;
	whole = whole * 100 + part;
	*value = whole > IMAGE_DENSITY_X100_MAX ? IMAGE_DENSITY_X100_MAX : (unsigned)whole;
	return *value > 0;
}

struct descriptors {
	struct srcset_entry *entry;
	bool height, bad;
};

static void
take_descriptor(struct descriptors *d, struct str s)
{
	struct srcset_entry *entry = d->entry;
	bool sized = entry->width_px || entry->density_x100;
	unsigned height;
	struct str number;

	if (!s.len)
		return;
	number = str_sub(s, 0, s.len - 1);
	switch (s.p[s.len - 1]) {
	case 'w':
		d->bad |= sized || !read_integer(number, IMAGE_SIDE_PX_MAX,
		    &entry->width_px) || !entry->width_px;
		break;
	case 'x':
		d->bad |= sized || d->height
			|| !read_density(number, &entry->density_x100);
		break;
	case 'h':
		d->bad |= d->height || entry->density_x100
			|| !read_integer(number, IMAGE_SIDE_PX_MAX, &height)
			|| !height;
		d->height = true;
		break;
	default:
		d->bad = true;
		break;
	}
}

/* Takes the descriptors off *rest, with the comma that ends them. */
static bool
take_descriptors(struct str *rest, struct srcset_entry *entry)
{
	struct descriptors d = { .entry = entry };
	size_t from = 0, i;
	bool inside = false;

	for (i = 0; i < rest->len; i++) {
		char c = rest->p[i];

		if (inside) {
			inside = c != ')';
		} else if (c == '(') {
			inside = true;
		} else if (c == ',') {
			break;
		} else if (is_space(c)) {
			take_descriptor(&d, str_sub(*rest, from, i));
			from = i + 1;
		}
	}
	take_descriptor(&d, str_sub(*rest, from, i));
	*rest = str_sub(*rest, i + 1, rest->len);
	return !d.bad && !(d.height && !entry->width_px);
}

bool
srcset_next(struct str *rest, struct srcset_entry *entry)
{
	bool good;

	do {
		size_t i = 0;

		while (i < rest->len && (is_space(rest->p[i])
		    || rest->p[i] == ','))
			i++;
		*rest = str_sub(*rest, i, rest->len);
		if (!rest->len)
			return false;
		for (i = 0; i < rest->len && !is_space(rest->p[i]); i++)
			;
		*entry = (struct srcset_entry){ .url = str_sub(*rest, 0, i) };
		*rest = str_sub(*rest, i, rest->len);
		good = true;
		if (entry->url.p[i - 1] != ',')
			good = take_descriptors(rest, entry);
		else
			while (entry->url.p[entry->url.len - 1] == ',')
				entry->url.len--;
	} while (!good);
	return true;
}
