/* SPDX-License-Identifier: MIT */
#include "cli/command.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "base/text.h"

void
print_error(const struct err *err)
{
	struct buf safe = BUF_INIT;
	struct str rest = str_of(err->message), line;

	while (str_next(&rest, '\n', &line)) {
		buf_clear(&safe);
		text_escape(line, &safe);
		fprintf(stderr, "chapbook: %s\n", safe.data);
	}
	buf_release(&safe);
}

int
exit_code_of(const struct err *err)
{
	switch (err->kind) {
	case ERR_ARGUMENT:
		return EXIT_USAGE;
	case ERR_EMPTY:
		return EXIT_NO_MATCH;
	case ERR_BUSY:
		return EXIT_LOCKED;
	case ERR_REFUSED:
		return EXIT_NO_SANDBOX;
	default:
		return EXIT_NOTHING_MADE;
	}
}

void
print_help(const struct command *command)
{
	struct buf out = BUF_INIT;

	buf_addf(&out, "usage: chapbook %s\n\n%s\n", command->usage,
	    command->details);
	options_help(command->groups, &out);
	fwrite(out.data, 1, out.len, stdout);
	buf_release(&out);
}

/* As in "chapbook list ... | head": it has what it wanted. */
static bool
reader_is_gone(void)
{
	struct pollfd end = { .fd = STDOUT_FILENO, .events = POLLOUT };

	return errno == EPIPE
	    || (poll(&end, 1, 0) == 1 && end.revents & POLLERR);
}

int
flush_output(struct err *err)
{
	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return 0;
	clearerr(stdout);
	if (reader_is_gone())
		return 0;
	if (errno)
		return err_errno(err, "cannot write to standard output");
	/* An earlier write failed, and its cause is lost. */
	return err_set(err, ERR_SYSTEM, "cannot write to standard output");
}

int
finish_output(int code)
{
	struct err err = ERR_INIT;

	if (flush_output(&err) == 0)
		return code;
	print_error(&err);
	return EXIT_NOTHING_MADE;
}
