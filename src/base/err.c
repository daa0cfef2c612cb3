/* SPDX-License-Identifier: MIT */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GAP "\u2026"
#define KEPT_BYTES ((ERR_MESSAGE_BYTES - sizeof(GAP)) / 2)

static bool
inside_character(const char *p)
{
	return ((unsigned char)*p & 0xc0) == 0x80;
}

/*
 * What does not fit goes from the middle, between whole characters: a long
 * name must not push the cause behind it away.
 */
static void
shorten(const char *whole, size_t len, char out[ERR_MESSAGE_BYTES])
{
	const char *tail = whole + len - KEPT_BYTES;
	size_t head = KEPT_BYTES;

	while (head && inside_character(whole + head))
		head--;
	while (inside_character(tail))
		tail++;
	memcpy(out, whole, head);
	snprintf(out + head, ERR_MESSAGE_BYTES - head, GAP "%s", tail);
}

static void __attribute__((format(printf, 2, 0)))
format(char out[ERR_MESSAGE_BYTES], const char *fmt, va_list ap)
{
	va_list again;
	char *whole;
	int len;

	va_copy(again, ap);
	len = vsnprintf(out, ERR_MESSAGE_BYTES, fmt, ap);
	/* Without memory the message ends early, which is better than none. */
	if (len >= ERR_MESSAGE_BYTES && (whole = malloc((size_t)len + 1))) {
		vsnprintf(whole, (size_t)len + 1, fmt, again);
		shorten(whole, (size_t)len, out);
		free(whole);
	}
	va_end(again);
}

int
err_set(struct err *err, enum err_kind kind, const char *fmt, ...)
{
	char message[ERR_MESSAGE_BYTES];
	va_list ap;

	if (!err)
		return -1;
	err->kind = kind;
	va_start(ap, fmt);
	format(message, fmt, ap);
	va_end(ap);
	memcpy(err->message, message, sizeof(message));
	return -1;
}

int
err_errno(struct err *err, const char *fmt, ...)
{
	int saved = errno;
	char what[ERR_MESSAGE_BYTES];
	va_list ap;

	va_start(ap, fmt);
	format(what, fmt, ap);
	va_end(ap);
	return err_set(err, ERR_SYSTEM, "%s: %s", what, strerror(saved));
}

int
err_context(struct err *err, const char *fmt, ...)
{
	char context[ERR_MESSAGE_BYTES], old[ERR_MESSAGE_BYTES];
	va_list ap;

	if (!err)
		return -1;
	va_start(ap, fmt);
	format(context, fmt, ap);
	va_end(ap);
	memcpy(old, err->message, sizeof(old));
	return err_set(err, err->kind, "%s: %s", context, old);
}

const char *
err_code(enum err_kind kind)
{
	static const char *const codes[] = {
		[ERR_NONE] = "none", [ERR_SYSTEM] = "system",
		[ERR_LIBRARY] = "library", [ERR_ARGUMENT] = "argument",
		[ERR_LIMIT] = "limit", [ERR_UNSUPPORTED] = "unsupported",
		[ERR_FORMAT] = "format", [ERR_BUSY] = "busy",
		[ERR_EMPTY] = "empty",
		[ERR_NETWORK] = "network", [ERR_REFUSED] = "refused",
	};

	return codes[kind];
}
