/* SPDX-License-Identifier: MIT */
#include "article/extract/origin.h"

#include "base/url.h"

#define ARRAY_COUNT(a) (sizeof(a) / sizeof(*(a)))

struct label {
	struct str text;
	enum origin_kind kind;
};

#define STRONG(lit) { { lit, sizeof(lit) - 1 }, ORIGIN_STRONG }
#define WEAK(lit) { { lit, sizeof(lit) - 1 }, ORIGIN_WEAK }

/* The longer first where one starts with another. */
static const struct label labels[] = {
	STRONG("原文链接"), STRONG("原文鏈接"), STRONG("原文連結"),
	STRONG("原文连结"), STRONG("原文地址"), STRONG("原文網址"),
	STRONG("原文网址"), STRONG("原文出处"), STRONG("原文出處"),
	STRONG("原文来源"), STRONG("原文來源"), STRONG("原文"),
	STRONG("本文链接"), STRONG("本文鏈接"), STRONG("本文連結"),
	STRONG("本文网址"), STRONG("本文網址"), STRONG("本文地址"),
	STRONG("本文永久链接"), STRONG("永久链接"), STRONG("永久連結"),
	STRONG("文章链接"), STRONG("文章連結"), STRONG("阅读原文"),
	STRONG("閱讀原文"), STRONG("查看原文"), STRONG("元記事"),
	STRONG("原文リンク"), STRONG("원문 링크"), STRONG("원문 보기"),
	STRONG("원문"), STRONG("Original link"), STRONG("Original URL"),
	STRONG("Original article"), STRONG("Original post"),
	STRONG("Original story"), STRONG("Original page"),
	STRONG("Original source"), STRONG("Original version"),
	STRONG("Link to original"), STRONG("Link to the original"),
	STRONG("Read the original"), STRONG("Originally published at"),
	STRONG("Originally published on"), STRONG("Originally posted at"),
	STRONG("Originally posted on"),
	STRONG("This article was originally published at"),
	STRONG("This article was originally published on"),
	STRONG("This post was originally published at"),
	STRONG("This post was originally published on"),
	STRONG("Article URL"), STRONG("Permanent link"), STRONG("Permalink"),
	STRONG("Canonical URL"), STRONG("Canonical link"),
	STRONG("Original"), STRONG("Источник статьи"), STRONG("Оригинал"),
	STRONG("الرابط الأصلي"), STRONG("رابط المقال الأصلي"),
	STRONG("رابط المقال"), STRONG("المقال الأصلي"),
	STRONG("لینک اصلی"), STRONG("Enlace original"),
	STRONG("Artículo original"), STRONG("Article original"),
	STRONG("Lien original"), STRONG("Originalartikel"),
	STRONG("Link original"), STRONG("Bài gốc"),
	WEAK("文章来源"), WEAK("文章來源"), WEAK("来源"), WEAK("來源"),
	WEAK("出处"), WEAK("出處"), WEAK("转自"), WEAK("轉自"),
	WEAK("链接"), WEAK("網址"), WEAK("网址"), WEAK("出典"),
	WEAK("출처"), WEAK("Source URL"), WEAK("Source link"),
	WEAK("Sources"), WEAK("Source"), WEAK("Link"), WEAK("URL"),
	WEAK("Via"), WEAK("Источник"), WEAK("المصدر"), WEAK("منبع"),
	WEAK("Fuente"), WEAK("Quelle"), WEAK("Fonte"), WEAK("Nguồn")
};

static bool
take(struct str *s, struct str prefix)
{
	if (!str_istarts(*s, prefix))
		return false;
	*s = str_trim(str_sub(*s, prefix.len, s->len));
	return true;
}

/* A remark in brackets, "（需翻墙访问）"; at most 60 bytes of it. */
static void
take_remark(struct str *s)
{
	static const struct str pairs[][2] = {
		{ { "（", 3 }, { "）", 3 } }, { { "(", 1 }, { ")", 1 } },
		{ { "【", 3 }, { "】", 3 } }, { { "[", 1 }, { "]", 1 } }
	};

	for (size_t i = 0; i < ARRAY_COUNT(pairs); i++) {
		size_t end;

		if (!str_istarts(*s, pairs[i][0]))
			continue;
		end = str_find(str_sub(*s, 0, 60), pairs[i][1]);
		if (end != STR_NONE)
			*s = str_trim(str_sub(*s, end + pairs[i][1].len,
			    s->len));
		return;
	}
}

static bool
ends_unbalanced(struct str url, struct str open, struct str close)
{
	return str_ends(url, close) && str_find(url, open) == STR_NONE;
}

/* A URL as people write it: to the next space, less what closes a sentence. */
static struct str
url_in_text(struct str s)
{
	static const struct str closing[] = {
		{ "。", 3 }, { "，", 3 }, { "；", 3 }, { "、", 3 },
		{ ".", 1 }, { ",", 1 }, { ";", 1 }, { "\"", 1 }, { "*", 1 },
		{ ">", 1 }
	};
	size_t end = 0;
	bool cut = true;

	while (end < s.len && !ascii_space((unsigned char)s.p[end])
	    && s.p[end] != '<' && s.p[end] != '>' && s.p[end] != '"')
		end++;
	s = str_sub(s, 0, end);
	while (cut) {
		cut = false;
		for (size_t i = 0; i < ARRAY_COUNT(closing) && !cut; i++)
			if (str_ends(s, closing[i])) {
				s.len -= closing[i].len;
				cut = true;
			}
		if (ends_unbalanced(s, STR("("), STR(")"))
		    || ends_unbalanced(s, STR("["), STR("]"))) {
			s.len--;
			cut = true;
		}
		if (ends_unbalanced(s, STR("（"), STR("）"))) {
			s.len -= 3;
			cut = true;
		}
	}
	return s;
}

enum origin_kind
origin_of_line(struct str line, struct str *url)
{
	enum origin_kind kind = ORIGIN_NONE;
	bool colon;

	*url = (struct str){ NULL, 0 };
	while (line.len && (line.p[0] == '*' || line.p[0] == '('
	    || line.p[0] == '[' || line.p[0] == '>' || line.p[0] == '-'))
		line = str_trim(str_sub(line, 1, line.len));
	for (size_t i = 0; i < ARRAY_COUNT(labels) && !kind; i++)
		if (take(&line, labels[i].text))
			kind = labels[i].kind;
	if (!kind)
		return ORIGIN_NONE;
	take_remark(&line);
	colon = take(&line, STR("：")) || take(&line, STR(":"));
	take_remark(&line);
	while (line.len && (line.p[0] == '<' || line.p[0] == '*'))
		line = str_sub(line, 1, line.len);
	if (str_istarts(line, STR("https://"))
	    || str_istarts(line, STR("http://"))) {
		*url = url_in_text(line);
		return kind;
	}
	/* Prose may start with the same word. */
	return line.len && (!colon || line.len > 120) ? ORIGIN_NONE : kind;
}

static bool
starts_with_any(struct str line, const struct str *starts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_istarts(line, starts[i]))
			return true;
	return false;
}

bool
origin_is_share_label(struct str line)
{
	static const struct str starts[] = {
		{ "手机上长按", 15 }, { "手機上長按", 15 }, { "长按", 6 },
		{ "扫描二维码", 15 }, { "掃描二維碼", 15 },
		{ "扫一扫", 9 }, { "分享本文", 12 }, { "分享此文", 12 },
		{ "分享到", 9 }, { "分享至", 9 }, { "分享文章", 12 },
		{ "Share this", 10 }, { "Share on", 8 }, { "Share:", 6 },
		{ "Tweet this", 10 }, { "شارك", 8 }, { "Поделиться", 20 }
	};

	if (line.len > 240)
		return false;
	return starts_with_any(line, starts, ARRAY_COUNT(starts))
		|| str_ieq(line, STR("share")) || str_eq(line, STR("分享"))
		|| (str_find(line, STR("复制")) != STR_NONE
		&& str_find(line, STR("分享")) != STR_NONE
		&& str_find(line, STR("链接")) != STR_NONE);
}

bool
origin_is_related_label(struct str line)
{
	static const struct str starts[] = {
		{ "相关文章", 12 }, { "相關文章", 12 }, { "相关新闻", 12 },
		{ "相關新聞", 12 }, { "相关报道", 12 }, { "相关报导", 12 },
		{ "相關報導", 12 }, { "相關報道", 12 }, { "相关阅读", 12 },
		{ "相關閱讀", 12 }, { "延伸阅读", 12 }, { "延伸閱讀", 12 },
		{ "推荐阅读", 12 }, { "推薦閱讀", 12 }, { "猜你喜欢", 12 },
		{ "Related articles", 16 }, { "Related posts", 13 },
		{ "Related stories", 15 }, { "Related news", 12 },
		{ "Related content", 15 }, { "Related reading", 15 },
		{ "You may also like", 17 }, { "You might also like", 19 },
		{ "Recommended reading", 19 }, { "More stories", 12 },
		{ "مقالات ذات صلة", 26 }, { "اقرأ أيضا", 17 },
		{ "Читайте также", 25 }, { "関連記事", 12 },
		{ "관련 기사", 13 }
	};

	return line.len <= 60
		&& starts_with_any(line, starts, ARRAY_COUNT(starts));
}

bool
origin_is_own_url(struct str line, struct str path)
{
	line = str_trim(line);
	if (!path.len || url_scheme(line) > URL_HTTPS
	    || url_scheme(line) == URL_RELATIVE
	    || str_chr(line, ' ') != STR_NONE)
		return false;
	return str_ends(line, path);
}
