/* SPDX-License-Identifier: MIT */
/*
 * Runs a fuzz target over the files and folders given, so that seeds and
 * crashes are replayed without libFuzzer.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>

#include "base/file.h"
#include "base/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
replay_file(const char *path, unsigned *count)
{
	struct buf bytes = BUF_INIT;
	struct err err = ERR_INIT;
	int rc = file_read(path, LIMIT_DOCUMENT_BYTES, &bytes, &err);

	if (rc)
		fprintf(stderr, "%s: %s\n", path, err.message);
	else
		LLVMFuzzerTestOneInput((const uint8_t *)bytes.data, bytes.len);
	buf_release(&bytes);
	*count += !rc;
	return rc;
}

/* One level: seeds have no folders inside. */
static int
replay(const char *path, unsigned *count)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	int rc = 0;

	if (!dir)
		return replay_file(path, count);
	while ((entry = readdir(dir))) {
		struct buf name = BUF_INIT;

		if (entry->d_name[0] == '.')
			continue;
		buf_addf(&name, "%s/%s", path, entry->d_name);
		rc |= replay_file(name.data, count);
		buf_release(&name);
	}
	closedir(dir);
	return rc;
}

int
main(int argc, char **argv)
{
	unsigned count = 0;
	int rc = 0;

	for (int i = 1; i < argc; i++)
		rc |= replay(argv[i], &count);
	printf("%u passed, %d failed, 0 skipped\n", count, rc ? 1 : 0);
	return rc ? 1 : 0;
}
