/* SPDX-License-Identifier: MIT */
/* Hosts: WHATWG URL Standard, section 3, with a stricter set of characters. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/punycode.h"
#include "base/text.h"
#include "base/url_parts.h"

#define HOST_BYTES 253		/* RFC 1035, section 2.3.4, without the dot */
#define RAW_HOST_BYTES 1024	/* percent-encoded UTF-8 of the longest host */

/*
 * Compatibility forms gone, in lower case (not folded: IDNA 2008 keeps the
 * sharp s), NFC. -1 if s is not UTF-8.
 */
static int
map_domain(struct str s, struct buf *out)
{
	utf8proc_uint8_t *mapped = NULL;
	struct buf lower = BUF_INIT;
	size_t at = 0;
	uint32_t c;
	utf8proc_ssize_t n;

	if (str_is_ascii(s)) {
		for (size_t i = 0; i < s.len; i++)
			buf_addc(out,
			    (char)ascii_lower((unsigned char)s.p[i]));
		return 0;
	}
	n = utf8proc_map((const utf8proc_uint8_t *)s.p,
	    (utf8proc_ssize_t)s.len, &mapped, (utf8proc_option_t)
	    (UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT
	    | UTF8PROC_IGNORE));
	if (n < 0)
		return -1;
	s = (struct str){ (char *)mapped, (size_t)n };
	while ((c = text_next(s, &at)) != UINT32_MAX)
		text_put(&lower,
		    (uint32_t)utf8proc_tolower((utf8proc_int32_t)c));
	text_nfc(buf_str(&lower), out);
	buf_release(&lower);
	free(mapped);
	return 0;
}

static bool
is_host_ascii(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'
		|| c == '_';
}

/*
 * UTS 46 maps what case folding changes, except the sharp s and the final
 * sigma; lower case alone leaves some of it, which is rejected.
 */
static bool
is_folded(uint32_t c)
{
	utf8proc_int32_t folded[4];
	int boundary = 0;

	return c == 0xdf || c == 0x3c2
		|| (utf8proc_decompose_char((utf8proc_int32_t)c, folded, 4,
		    UTF8PROC_CASEFOLD, &boundary) == 1
		    && folded[0] == (utf8proc_int32_t)c);
}

/* Letters, digits, marks, emoji; far less than the Standard lets pass. */
static bool
is_host_char(uint32_t c)
{
	if (c < 0x80)
		return is_host_ascii(c);
	if (!is_folded(c))
		return false;
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
		return true;
	case UTF8PROC_CATEGORY_SO:
		return (c >= 0x2600 && c <= 0x27bf) || c >= 0x1f000;
	default:
		return c == 0xb7 || c == 0x30fb;
	}
}

static bool
is_mark(uint32_t c)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);

	return category == UTF8PROC_CATEGORY_MN
		|| category == UTF8PROC_CATEGORY_MC;
}

/* UTS 46, section 4.1, criteria 2 to 6 but the digraph xn--. */
static bool
is_label(const uint32_t *points, size_t count)
{
	if (!count || points[0] == '-' || points[count - 1] == '-'
	    || is_mark(points[0]))
		return false;
	if (count > 3 && points[2] == '-' && points[3] == '-')
		return false;
	for (size_t i = 0; i < count; i++)
		if (!is_host_char(points[i]))
			return false;
	return true;
}

static void
put_points(const uint32_t *points, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++)
		text_put(out, points[i]);
}

/* Whether "xn--" and rest is what a valid label encodes to. */
static bool
is_encoded_label(struct str rest)
{
	uint32_t points[PUNYCODE_LABEL_MAX];
	struct buf plain = BUF_INIT, mapped = BUF_INIT, again = BUF_INIT;
	size_t count;
	bool good = false;

	if (punycode_decode(rest, points, &count) || !is_label(points, count))
		return false;
	put_points(points, count, &plain);
	if (plain.len > count && !map_domain(buf_str(&plain), &mapped)
	    && str_eq(buf_str(&plain), buf_str(&mapped))
	    && !punycode_encode(points, count, &again))
		good = str_eq(buf_str(&again), rest);
	buf_release(&plain);
	buf_release(&mapped);
	buf_release(&again);
	return good;
}

static int
put_label(const uint32_t *points, size_t count, struct buf *out)
{
	size_t start = out->len;
	bool ascii = true;

	for (size_t i = 0; i < count; i++)
		ascii = ascii && points[i] < 0x80;
	if (!ascii) {
		if (!is_label(points, count))
			return -1;
		buf_adds(out, "xn--");
		if (punycode_encode(points, count, out))
			return -1;
	} else {
		struct str label;

		put_points(points, count, out);
		label = str_sub(buf_str(out), start, out->len);
		if (str_starts(label, STR("xn--"))
		    ? !is_encoded_label(str_sub(label, 4, label.len))
		    : !is_label(points, count))
			return -1;
	}
	return out->len - start <= PUNYCODE_LABEL_MAX ? 0 : -1;
}

static int
put_domain(struct str s, struct buf *out)
{
	uint32_t label[PUNYCODE_LABEL_MAX], c;
	size_t count = 0, at = 0, start = out->len;

	do {
		c = text_next(s, &at);
		if (c != '.' && c != 0x3002 && c != UINT32_MAX) {
			if (count == PUNYCODE_LABEL_MAX)
				return -1;
			label[count++] = c;
			continue;
		}
		/* The root's dot adds nothing; only the last may be empty. */
		if (c == UINT32_MAX && !count && out->len > start)
			break;
		if (out->len > start)
			buf_addc(out, '.');
		if (put_label(label, count, out))
			return -1;
		count = 0;
	} while (c != UINT32_MAX);
	return out->len - start <= HOST_BYTES ? 0 : -1;
}

/* A number of an IPv4 address: decimal, 0x hexadecimal or 0 octal. */
static bool
address_part(struct str s, uint64_t *value)
{
	unsigned base = 10;

	if (str_starts(s, STR("0x"))) {
		base = 16;
		s = str_sub(s, 2, s.len);
	} else if (s.len > 1 && *s.p == '0') {
		base = 8;
	} else if (!s.len) {
		return false;
	}
	*value = 0;
	for (size_t i = 0; i < s.len; i++) {
		unsigned digit = ascii_digit((unsigned char)s.p[i])
		    ? (unsigned)(s.p[i] - '0')
		    : s.p[i] >= 'a' && s.p[i] <= 'f'
		    ? (unsigned)(s.p[i] - 'a') + 10 : 99;

		if (digit >= base || *value > UINT32_MAX)
			return false;
		*value = *value * base + digit;
	}
	return true;
}

/* No top-level domain begins with a digit; Java's parser insists on that. */
static bool
is_address(struct str host)
{
	size_t dot = str_rchr(host, '.');
	struct str last = dot == STR_NONE ? host
	    : str_sub(host, dot + 1, host.len);

	return last.len && ascii_digit((unsigned char)*last.p);
}

/* Section 3.5.1 of the Standard: up to four numbers, the last fills up. */
static int
put_address(struct str host, struct buf *out)
{
	struct str rest = host, field;
	uint64_t part[4] = { 0 }, all = 0;
	size_t count = 0;

	while (str_next(&rest, '.', &field))
		if (count == 4 || !address_part(field, &part[count++]))
			return -1;
	if (!count)
		return -1;
	for (size_t i = 0; i + 1 < count; i++) {
		if (part[i] > 255)
			return -1;
		all |= part[i] << (24 - 8 * i);
	}
	if (part[count - 1] >= (uint64_t)1 << (8 * (5 - count)))
		return -1;
	all |= part[count - 1];
	buf_addf(out, "%u.%u.%u.%u", (unsigned)(all >> 24 & 255),
	    (unsigned)(all >> 16 & 255), (unsigned)(all >> 8 & 255),
	    (unsigned)(all & 255));
	return 0;
}

static int
put_address6(struct str s, struct buf *out)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr address;

	if (s.len < 2 || s.len > sizeof(text) || s.p[s.len - 1] != ']'
	    || memchr(s.p, '\0', s.len))
		return -1;
	memcpy(text, s.p + 1, s.len - 2);
	text[s.len - 2] = '\0';
	if (inet_pton(AF_INET6, text, &address) != 1
	    || !inet_ntop(AF_INET6, &address, text, sizeof(text)))
		return -1;
	buf_addf(out, "[%s]", text);
	return 0;
}

int
url_host_put(struct str raw, struct buf *out)
{
	struct buf decoded = BUF_INIT, mapped = BUF_INIT, host = BUF_INIT;
	int rc = -1;

	if (!raw.len || raw.len > RAW_HOST_BYTES)
		return -1;
	if (*raw.p == '[')
		return put_address6(raw, out);
	url_decode(raw, &decoded);
	if (map_domain(buf_str(&decoded), &mapped)
	    || put_domain(buf_str(&mapped), &host) || !host.len)
		goto out;
	if (is_address(buf_str(&host)))
		rc = put_address(buf_str(&host), out);
	else {
		buf_addstr(out, buf_str(&host));
		rc = 0;
	}
out:
	buf_release(&decoded);
	buf_release(&mapped);
	buf_release(&host);
	return rc;
}
