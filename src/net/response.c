/* SPDX-License-Identifier: MIT */
#include "net/response.h"

#include "base/limits.h"
#include "base/mem.h"

void
response_init(struct response *r)
{
	*r = (struct response){
		.etag = BUF_INIT, .last_modified = BUF_INIT,
		.content_type = BUF_INIT, .location = BUF_INIT,
		.date = BUF_INIT,
		.length = RESPONSE_UNKNOWN, .max_age_s = RESPONSE_UNKNOWN,
		.range_first = RESPONSE_UNKNOWN,
		.range_last = RESPONSE_UNKNOWN,
		.range_total = RESPONSE_UNKNOWN,
	};
}

void
response_release(struct response *r)
{
	buf_release(&r->etag);
	buf_release(&r->last_modified);
	buf_release(&r->content_type);
	buf_release(&r->location);
	buf_release(&r->date);
}

static void
keep(struct buf *out, struct str value, size_t max_bytes)
{
	if (out->len || value.len > max_bytes)
		return;
	for (size_t i = 0; i < value.len; i++)
		if ((unsigned char)value.p[i] < ' ' || value.p[i] == 0x7f)
			return;
	buf_addstr(out, value);
}

/* Decimal digits, and nothing else; as far as 64 bits go. */
static uint64_t
number(struct str s)
{
	unsigned long value;

	return str_number(s, (unsigned long)INT64_MAX, &value) ? value
	    : RESPONSE_UNKNOWN;
}

/* "bytes 100-199/200" or "bytes 100-199/" and an asterisk. */
static void
read_range(struct response *r, struct str value)
{
	size_t dash = str_chr(value, '-'), slash = str_chr(value, '/');
	uint64_t first, last, total;
	struct str whole;

	r->range_first = r->range_last = r->range_total = RESPONSE_UNKNOWN;
	if (r->ranges++ || !str_istarts(value, STR("bytes "))
	    || dash == STR_NONE || slash == STR_NONE || slash < dash)
		return;
	whole = str_trim(str_sub(value, slash + 1, value.len));
	first = number(str_trim(str_sub(value, 6, dash)));
	last = number(str_trim(str_sub(value, dash + 1, slash)));
	total = number(whole);
	if (first == RESPONSE_UNKNOWN || last == RESPONSE_UNKNOWN
	    || last < first || (total == RESPONSE_UNKNOWN
	    ? !str_eq(whole, STR("*")) : total <= last))
		return;
	r->range_first = first;
	r->range_last = last;
	r->range_total = total;
}

static void
read_cache_control(struct response *r, struct str value)
{
	struct str directive;

	while (str_next(&value, ',', &directive)) {
		directive = str_trim(directive);
		if (str_istarts(directive, STR("max-age=")))
			r->max_age_s = number(str_sub(directive, 8,
			    directive.len));
	}
}

/* That of the transfer is the library's business, if it is the one there is. */
static void
read_coding(struct response *r, struct str value, bool of_transfer)
{
	struct str coding;

	while (str_next(&value, ',', &coding)) {
		coding = str_trim(coding);
		if (!coding.len || str_ieq(coding, STR("identity"))
		    || (of_transfer && str_ieq(coding, STR("chunked"))))
			continue;
		r->coding = !of_transfer && r->coding == CODING_NONE
		    && (str_ieq(coding, STR("gzip"))
		    || str_ieq(coding, STR("x-gzip"))
		    || str_ieq(coding, STR("deflate")))
		    ? CODING_DEFLATE : CODING_OTHER;
	}
}

/* "HTTP/1.1 200 OK", "HTTP/2 200"; what follows the number is not read. */
static void
read_status(struct response *r, struct str line)
{
	size_t space = str_chr(line, ' '), bytes = r->header_bytes;
	unsigned long status;

	response_release(r);
	response_init(r);
	r->header_bytes = bytes;
	if (space != STR_NONE && str_number(str_sub(line, space + 1,
	    space + 4), 999, &status))
		r->status = (unsigned)status;
}

static void
read_header(struct response *r, struct str name, struct str value)
{
	if (str_ieq(name, STR("ETag")))
		keep(&r->etag, value, LIMIT_HEADER_BYTES);
	else if (str_ieq(name, STR("Last-Modified")))
		keep(&r->last_modified, value, LIMIT_HEADER_BYTES);
	else if (str_ieq(name, STR("Date")))
		keep(&r->date, value, LIMIT_HEADER_BYTES);
	else if (str_ieq(name, STR("Content-Type")))
		keep(&r->content_type, value, LIMIT_HEADER_BYTES);
	else if (str_ieq(name, STR("Location")))
		keep(&r->location, value, LIMIT_URL_BYTES);
	else if (str_ieq(name, STR("Content-Length")))
		r->length = number(value);
	else if (str_ieq(name, STR("Content-Range")))
		read_range(r, value);
	else if (str_ieq(name, STR("Cache-Control")))
		read_cache_control(r, value);
	else if (str_ieq(name, STR("Content-Encoding")))
		read_coding(r, value, false);
	else if (str_ieq(name, STR("Transfer-Encoding")))
		read_coding(r, value, true);
}

void
response_line(struct response *r, struct str line)
{
	size_t colon;

	r->header_bytes = mem_add(r->header_bytes, line.len);
	if (str_starts(line, STR("HTTP/"))) {
		read_status(r, line);
		return;
	}
	if (r->complete)
		return;
	line = str_trim(line);
	if (!line.len) {
		/* Interim answers announce another (RFC 9110, 15.2). */
		r->complete = r->status >= 200;
		return;
	}
	colon = str_chr(line, ':');
	if (colon != STR_NONE)
		read_header(r, str_sub(line, 0, colon),
		    str_trim(str_sub(line, colon + 1, line.len)));
}

/*
 * "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, section 5.6.7) as a number that
 * grows with time; 0 for anything else.
 */
static uint64_t
date_number(struct str s)
{
	static const char form[] = "???, ## ??? #### ##:##:## GMT";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	uint64_t number = 0;
	size_t month;

	if (s.len != sizeof(form) - 1)
		return 0;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (form[i] == '#' ? !ascii_digit(c)
		    : form[i] == '?' ? !ascii_alpha(c) : form[i] != (char)c)
			return 0;
	}
	month = str_find(str_of(months), str_sub(s, 8, 11));
	if (month == STR_NONE || month % 3)
		return 0;
	for (size_t i = 12; i < 16; i++)
		number = number * 10 + (uint64_t)(s.p[i] - '0');
	number = number * 100 + month / 3;
	for (size_t i = 5; i < 25; i = i == 6 ? 17 : i + 1)
		if (s.p[i] != ':')
			number = number * 10 + (uint64_t)(s.p[i] - '0');
	return number;
}

/* It can stand in If-Range only if it did not change within its second. */
static bool
has_strong_date(const struct response *r)
{
	uint64_t modified = date_number(buf_str(&r->last_modified));

	return modified && modified < date_number(buf_str(&r->date));
}

static bool
is_strong(struct str etag)
{
	return etag.len >= 2 && etag.p[0] == '"'
		&& str_chr(str_sub(etag, 1, etag.len), '"') == etag.len - 2;
}

void
part_init(struct part *part)
{
	*part = (struct part){ BUF_INIT, BUF_INIT, BUF_INIT,
		RESPONSE_UNKNOWN };
}

void
part_release(struct part *part)
{
	buf_release(&part->etag);
	buf_release(&part->last_modified);
	buf_release(&part->content_type);
	part->bytes = RESPONSE_UNKNOWN;
}

void
part_clear(struct part *part)
{
	part_release(part);
}

void
part_of_response(struct part *part, const struct response *r)
{
	part_clear(part);
	if (r->etag.len ? !is_strong(buf_str(&r->etag)) : !has_strong_date(r))
		return;
	buf_addstr(&part->etag, buf_str(&r->etag));
	buf_addstr(&part->last_modified, buf_str(&r->last_modified));
	buf_addstr(&part->content_type, buf_str(&r->content_type));
	part->bytes = r->length;
}

struct str
part_validator(const struct part *part)
{
	return buf_str(part->etag.len ? &part->etag : &part->last_modified);
}

/* Of what need not be said again. */
static bool
agrees(const struct buf *said, const struct buf *before)
{
	return !said->len || str_ieq(buf_str(said), buf_str(before));
}

bool
response_continues(const struct response *r, const struct part *part,
    uint64_t from)
{
	return r->status == 206 && r->coding == CODING_NONE
	    && r->range_first == from
	    && (r->length == RESPONSE_UNKNOWN
	    || r->length == r->range_last - from + 1)
	    && (part->bytes == RESPONSE_UNKNOWN
	    || (r->range_last < part->bytes
	    && (r->range_total == RESPONSE_UNKNOWN
	    || r->range_total == part->bytes)))
	    && str_eq(buf_str(&r->etag), buf_str(&part->etag))
	    && agrees(&r->last_modified, &part->last_modified)
	    && agrees(&r->content_type, &part->content_type);
}

static const struct {
	unsigned status;
	const char *text;
} texts[] = {
	{ 201, "created" }, { 202, "accepted" },
	{ 203, "changed by a proxy" }, { 204, "no content" },
	{ 205, "reset content" }, { 206, "partial content" },
	{ 300, "multiple choices" }, { 301, "moved permanently" },
	{ 302, "found" }, { 303, "see other" }, { 304, "not modified" },
	{ 307, "temporary redirect" }, { 308, "permanent redirect" },
	{ 400, "bad request" }, { 401, "unauthorized" },
	{ 402, "payment required" }, { 403, "forbidden" },
	{ 404, "not found" }, { 405, "method not allowed" },
	{ 406, "not acceptable" },
	{ 407, "proxy authentication required" },
	{ 408, "request timeout" }, { 409, "conflict" }, { 410, "gone" },
	{ 412, "precondition failed" }, { 414, "URI too long" },
	{ 416, "range not satisfiable" }, { 418, "a teapot" },
	{ 421, "misdirected request" }, { 425, "too early" },
	{ 426, "upgrade required" }, { 429, "too many requests" },
	{ 431, "request header fields too large" },
	{ 451, "unavailable for legal reasons" },
	{ 500, "internal server error" }, { 501, "not implemented" },
	{ 502, "bad gateway" }, { 503, "service unavailable" },
	{ 504, "gateway timeout" },
	{ 505, "HTTP version not supported" }
};

const char *
status_text(unsigned status)
{
	for (size_t i = 0; i < ARRAY_COUNT(texts); i++)
		if (texts[i].status == status)
			return texts[i].text;
	return NULL;
}
