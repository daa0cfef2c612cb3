/* SPDX-License-Identifier: MIT */
#include "cli/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

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
	case ERR_UNSUPPORTED:
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

int
finish_output(int code)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return code;
	fprintf(stderr, "chapbook: cannot write to standard output: %s\n",
	    strerror(errno));
	return EXIT_NOTHING_MADE;
}
