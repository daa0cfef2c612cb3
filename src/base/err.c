/* SPDX-License-Identifier: MIT */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void
cut_at_character(char *s, size_t size)
{
	size_t len = strlen(s), start = len;

	if (len + 1 < size)
		return;
	while (start && ((unsigned char)s[start - 1] & 0xc0) == 0x80)
		start--;
	if (start && (unsigned char)s[start - 1] >= 0xc0)
		start--;
	s[start] = '\0';
}

int
err_set(struct err *err, enum err_kind kind, const char *fmt, ...)
{
	va_list ap;

	if (!err)
		return -1;
	err->kind = kind;
	va_start(ap, fmt);
	vsnprintf(err->message, sizeof(err->message), fmt, ap);
	va_end(ap);
	cut_at_character(err->message, sizeof(err->message));
	return -1;
}

int
err_errno(struct err *err, const char *fmt, ...)
{
	int saved = errno;
	char what[ERR_MESSAGE_BYTES];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
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
	vsnprintf(context, sizeof(context), fmt, ap);
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
