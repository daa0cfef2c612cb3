/* SPDX-License-Identifier: MIT */
#include "source/site.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "article/dialect/dialect.h"
#include "test.h"

static uint32_t
site_of(const char *name)
{
	return site_of_names(site_name_bits(str_of(name)));
}

static void
test_map(void)
{
	static const char *const paths[] = {
		"a/_config.yml", "a/b/c.md", "config.toml", "d/content/e.md",
		"d/config.toml", "f.md", "g/mkdocs.yml"
	};
	struct site_map *map = site_map_new(NULL);
	struct buf deep = BUF_INIT;

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		site_map_add(map, str_of(paths[i]));
	site_map_settle(map);
	CHECK_NUM(site_map_find(map, STR("a/b/c.md")), site_of("_config.yml"));
	CHECK_NUM(site_map_find(map, STR("a/d.md")), site_of("_config.yml"));
	CHECK_NUM(site_map_find(map, STR("f.md")), 0);
	CHECK(site_map_find(map, STR("d/content/e.md")) != 0);
	CHECK(site_map_find(map, STR("d/e.md")) != 0);
	for (int i = 1; i < SITE_LEVELS; i++)
		buf_adds(&deep, "x/");
	buf_adds(&deep, "h.md");
	site_map_free(map);
	map = site_map_new(NULL);
	site_map_add(map, STR("mkdocs.yml"));
	site_map_settle(map);
	CHECK_NUM(site_map_find(map, buf_str(&deep)), site_of("mkdocs.yml"));
	buf_truncate(&deep, deep.len - 4);
	buf_adds(&deep, "x/h.md");
	CHECK_NUM(site_map_find(map, buf_str(&deep)), 0);
	site_map_free(map);
	buf_release(&deep);
}

static void
touch(const char *path)
{
	int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

	CHECK(fd >= 0);
	close(fd);
}

/* A file and its tree are told the same; a repository bounds the search. */
static void
test_above(void)
{
	char top[] = "/tmp/chapbook-site-XXXXXX", back[4096];
	struct site_map *map;

	CHECK(mkdtemp(top) && getcwd(back, sizeof(back)) && !chdir(top));
	CHECK(!mkdir("r", 0700) && !mkdir("r/.git", 0700)
	    && !mkdir("r/.obsidian", 0700) && !mkdir("r/n", 0700));
	touch("mkdocs.yml");
	touch("r/n/a.md");
	CHECK_NUM(site_above("r/n/a.md"), site_of(".obsidian/"));
	map = site_map_new("r");
	site_map_add(map, STR("n/a.md"));
	site_map_settle(map);
	CHECK_NUM(site_map_find(map, STR("n/a.md")), site_of(".obsidian/"));
	site_map_free(map);
	CHECK(!rmdir("r/.git"));
	CHECK_NUM(site_above("r/n/a.md"), site_of(".obsidian/")
	    | site_of("mkdocs.yml"));
	CHECK_NUM(site_above("r/n/none.md"), 0);
	CHECK(!unlink("r/n/a.md") && !unlink("mkdocs.yml") && !rmdir("r/n")
	    && !rmdir("r/.obsidian") && !rmdir("r") && !chdir(back)
	    && !rmdir(top));
}

int
main(void)
{
	RUN(test_map);
	RUN(test_above);
	return test_end();
}
