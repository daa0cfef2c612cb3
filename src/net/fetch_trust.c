/* SPDX-License-Identifier: MIT */
/*
 * What a run trusts, as far as its answers depend on it. Runs that differ in
 * it do not see each other's copies: a realm of the cache for what holds of
 * the whole run (proxy, certificates, private addresses, headers for all), a
 * part of the key for what holds of a URL's host (mirror, headers, whether it
 * is allowed), and, where redirects led on, the same of each host on the way.
 */
#include <string.h>

#include "base/file.h"
#include "net/fetch_parts.h"

#define CERTIFICATES_BYTES ((size_t)16 << 20)
#define HEX_BYTES (2 * HASH_BYTES)

/* Told apart from what comes before and after, whatever it holds. */
static void
put(struct buf *out, const char *what, struct str value)
{
	buf_addf(out, "%s %zu:", what, value.len);
	buf_addstr(out, value);
}

/* All that can be put: grown, a buffer leaves copies of secrets behind. */
static void
make_room(const struct fetcher *f, struct buf *text)
{
	size_t bytes = 16384;

	for (size_t i = 0; i < f->options.header_count; i++)
		bytes = mem_add(bytes, f->headers[i].line.len + 64);
	buf_reserve(text, bytes);
}

static void
put_proxy(const struct proxy *proxy, struct buf *out)
{
	struct buf url = BUF_INIT;

	if (proxy->kind == PROXY_NONE)
		return;
	proxy_put(proxy, &url);
	put(out, "proxy", buf_str(&url));
	buf_release(&url);
	if (!proxy->user.p)
		return;
	put(out, "user", proxy->user);
	put(out, "password", proxy->password);
}

static void
put_certificates(struct str pem, struct buf *out)
{
	struct hash hash = hash_of(pem);

	if (pem.len)
		put(out, "certificates", (struct str){
		    (const char *)hash.bytes, HASH_BYTES });
}

static bool
has_certificate(struct str pem)
{
	return str_find(pem, STR("-----BEGIN CERTIFICATE-----")) != STR_NONE
	    || str_find(pem, STR("-----BEGIN TRUSTED CERTIFICATE-----"))
	    != STR_NONE
	    || str_find(pem, STR("-----BEGIN X509 CERTIFICATE-----"))
	    != STR_NONE;
}

int
trust_read_certificates(struct fetcher *f, struct err *err)
{
	struct str file = f->options.ca_file;
	struct buf text = BUF_INIT;
	int rc = 0;

	if (!file.len)
		return 0;
	f->options.ca_file = file = pool_str(f->pool, file);
	if (file_read(file.p, CERTIFICATES_BYTES, &text, err) != 0)
		rc = -1;
	else if (!has_certificate(buf_str(&text)))
		rc = err_set(err, ERR_FORMAT, "no certificate in \"%.*s\"",
		    STR_ARG(file));
	f->certificates = pool_str(f->pool, buf_str(&text));
	buf_release(&text);
	if (rc == 0)
		return 0;
	/* The user named it, so it is the user's mistake. */
	err->kind = ERR_ARGUMENT;
	return err_context(err, "--ca-file");
}

void
trust_set_realm(struct fetcher *f)
{
	struct buf text = BUF_INIT;

	if (!f->cache)
		return;
	make_room(f, &text);
	put_proxy(&f->proxy, &text);
	put_certificates(f->certificates, &text);
	if (f->options.allow_private)
		put(&text, "private", STR(""));
	for (size_t i = 0; i < f->options.header_count; i++)
		if (f->headers[i].for_all)
			put(&text, "header", f->headers[i].line);
	cache_set_realm(f->cache, buf_str(&text));
	buf_wipe(&text);
}

/* What is trusted of url's host; nothing of most. */
static void
put_host(const struct fetcher *f, struct str url, struct buf *out)
{
	const struct mirror *mirror = mirror_of(f->mirrors,
	    f->options.mirror_count, url);
	struct origin origin;

	if (mirror)
		put(out, "mirror", mirror->base);
	if (!origin_of(mirror ? mirror->base : url, &origin))
		return;
	if (!mirror && policy_is_allowed(&f->policy, &origin))
		put(out, "allowed", STR(""));
	for (size_t i = 0; i < f->options.header_count; i++)
		if (!f->headers[i].for_all
		    && header_is_for(&f->headers[i], &origin))
			put(out, "header", f->headers[i].line);
}

void
trust_make_key(struct request *r)
{
	const struct fetcher *f = r->owner;
	struct buf text = BUF_INIT;
	struct hash hash;

	if (!f->cache)
		return;
	make_room(f, &text);
	put_host(f, buf_str(&r->asked), &text);
	if (text.len) {
		hash = cache_hash_secret(f->cache, buf_str(&text));
		hash_hex(&hash, &r->key);
		buf_addc(&r->key, ' ');
	}
	buf_addstr(&r->key, buf_str(&r->asked));
	buf_wipe(&text);
}

void
trust_add_hop(struct request *r, struct str url)
{
	struct origin origin;

	if (!origin_of(url, &origin))
		return;
	if (r->via.len)
		buf_addc(&r->via, ' ');
	origin_put(&origin, &r->via);
}

/* The hash of what is trusted of these origins now. */
static void
put_seal(const struct fetcher *f, struct str origins, struct buf *hex)
{
	struct buf text = BUF_INIT, url = BUF_INIT;
	struct str origin;
	struct hash hash;

	make_room(f, &text);
	while (str_next(&origins, ' ', &origin)) {
		buf_clear(&url);
		buf_addf(&url, "%.*s/", STR_ARG(origin));
		put(&text, "host", origin);
		put_host(f, buf_str(&url), &text);
	}
	hash = cache_hash_secret(f->cache, buf_str(&text));
	hash_hex(&hash, hex);
	buf_release(&url);
	buf_wipe(&text);
}

void
trust_put_way(const struct request *r, struct buf *out)
{
	if (!r->via.len)
		return;
	put_seal(r->owner, buf_str(&r->via), out);
	buf_addc(out, ' ');
	buf_addstr(out, buf_str(&r->via));
}

bool
trust_holds_way(const struct request *r, struct str way)
{
	struct buf hex = BUF_INIT;
	bool holds;

	if (!way.len)
		return true;
	if (way.len <= HEX_BYTES)
		return false;
	put_seal(r->owner, str_sub(way, HEX_BYTES + 1, way.len), &hex);
	holds = str_eq(buf_str(&hex), str_sub(way, 0, HEX_BYTES));
	buf_release(&hex);
	return holds;
}
