/* SPDX-License-Identifier: MIT */
/* File names without a declared encoding, as old systems wrote them. */
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "article/encoding/file_names.h"
#include "base/mem.h"
#include "test.h"

/* Names of an archive, and in what encodings its system may have them. */
static const struct {
	const char *names, *encodings;
} archives[] = {
	{ "文章/新闻.md\n文章/图片/蝴蝶.jpg\n", "GB18030" },
	{ "我的日记/春天来了.html\n", "GB18030" },
	{ "陰謀/許功蓋.md\n陰謀/功.jpg\n", "BIG5-HKSCS" },
	{ "讀書筆記/第一章.md\n", "BIG5-HKSCS" },
	{ "中國文化.md\n", "BIG5-HKSCS" },
	{ "中文.md\n", "BIG5-HKSCS GB18030" },
	{ "新しいフォルダ/ソ.md\n新しいフォルダ/表示.jpg\n",
	  "CP932 EUC-JP-MS" },
	{ "日本の歴史/戦国時代.html\n", "CP932 EUC-JP-MS" },
	{ "カメラ.jpg\n", "CP932" },
	{ "새 폴더/여행 이야기.md\n사진/바다.jpg\n", "CP949" },
	{ "Новости/Статья.md\nНовости/Фото.jpg\n", "CP866 CP1251 KOI8-R" },
	{ "рассказы/зимний вечер.html\n", "CP866 CP1251 KOI8-R" },
	{ "ДОМ/МОСКВА.TXT\n", "CP866 CP1251" },
	{ "Café/Über.md\nCafé/Über.jpg\n", "CP437 CP850 CP1252" },
	{ "Mañana/Niño.html\n", "CP437 CP850 CP1252" },
	{ "Århus/brød.md\n", "CP850 CP1252" },
	{ "Příběhy/žluťoučký kůň.md\n", "CP852 CP1250" },
	{ "Opowiadania/święta łąka.md\n", "CP852 CP1250" },
	{ "Ειδήσεις/Το χωριό.md\n", "CP737 CP1253" },
	{ "חדשות/הכפר שלנו.md\n", "CP862 CP1255" },
	{ "أخبار/قصة القرية.md\n", "CP1256" },
	{ "ข่าว/เรื่องเล่า.md\n", "CP874" },
};

static void
encode(const char *text, const char *encoding, struct buf *out)
{
	iconv_t to = iconv_open(encoding, "UTF-8");
	char *in = (char *)(size_t)text, *at;
	size_t in_left = strlen(text), room = 4 * in_left;

	CHECK(to != (iconv_t)-1);
	buf_clear(out);
	buf_reserve(out, room);
	at = out->data;
	CHECK(iconv(to, &in, &in_left, &at, &room) != (size_t)-1);
	out->len = (size_t)(at - out->data);
	iconv_close(to);
}

static void
test_guess(void)
{
	struct file_names *set = file_names_open();
	struct buf raw = BUF_INIT, back = BUF_INIT;

	for (size_t i = 0; i < sizeof(archives) / sizeof(archives[0]); i++) {
		struct str rest = str_of(archives[i].encodings), name;

		while (str_next(&rest, ' ', &name)) {
			char *encoding = mem_strndup(name.p, name.len);
			size_t guess;

			encode(archives[i].names, encoding, &raw);
			guess = file_names_guess(set, buf_str(&raw));
			CHECK(!file_names_decode(set, guess, buf_str(&raw),
			    &back));
			CHECK_STR(buf_str(&back), archives[i].names);
			free(encoding);
		}
	}
	buf_release(&raw);
	buf_release(&back);
	file_names_close(set);
}

/* What is of no encoding is left to the caller. */
static void
test_decode(void)
{
	struct file_names *set = file_names_open();
	struct buf out = BUF_INIT;
	size_t gbk = file_names_guess(set, STR("\xce\xc4\xd5\xc2.md\n"));

	CHECK_STR(str_of(file_names_label(gbk)), "GB18030");
	CHECK(!file_names_decode(set, gbk, STR("\xd0\xc2.md"), &out));
	CHECK_STR(buf_str(&out), "新.md");
	CHECK(file_names_decode(set, gbk, STR("\xd0"), &out) == -1);
	CHECK(file_names_decode(set, gbk, STR("\xff\xff.md"), &out) == -1);
	CHECK(file_names_decode(set, gbk, STR(""), &out) == -1);
	/* Nothing at all tells: the specification's own. */
	CHECK_STR(str_of(file_names_label(file_names_guess(set, STR("")))),
	    "CP437");
	buf_release(&out);
	file_names_close(set);
}

int
main(void)
{
	RUN(test_guess);
	RUN(test_decode);
	return test_end();
}
