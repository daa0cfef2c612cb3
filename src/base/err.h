/* SPDX-License-Identifier: MIT */
/*
 * What went wrong: a kind to act on, a message to read. The message has the
 * cause first, the subject in quotes, no capital and no full stop; each layer
 * that knows more puts its context before it once, by err_context(). Messages
 * may hold untrusted bytes: whoever prints one escapes it (base/text.h).
 */
#ifndef CHAPBOOK_ERR_H
#define CHAPBOOK_ERR_H

enum err_kind {
	ERR_NONE,
	ERR_SYSTEM,		/* a system call; the message has strerror */
	ERR_LIBRARY,		/* a library refused */
	ERR_ARGUMENT,		/* the caller or the user asked wrongly */
	ERR_LIMIT,		/* larger than base/limits.h allows */
	ERR_UNSUPPORTED,	/* well-formed, but nothing we can do */
	ERR_FORMAT,		/* the input is broken */
	ERR_BUSY,		/* somebody else holds it */
	ERR_EMPTY,		/* nothing there, or nothing matched */
	ERR_NETWORK,		/* a server or the way to it failed */
	ERR_REFUSED		/* we could, but it would not be safe */
};

#define ERR_MESSAGE_BYTES 400

struct err {
	enum err_kind kind;
	char message[ERR_MESSAGE_BYTES];	/* long: without its middle */
};

#define ERR_INIT { ERR_NONE, "" }

/* Both return -1, so that a caller can write: return err_set(err, ...); */
int err_set(struct err *err, enum err_kind kind, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* ERR_SYSTEM with ": " and the text of errno behind the message. */
int err_errno(struct err *err, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Puts "context: " before the message. Returns -1. */
int err_context(struct err *err, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* A stable word for reports: "system", "limit", "format", ... */
const char *err_code(enum err_kind kind);

#endif
