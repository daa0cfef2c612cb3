/* SPDX-License-Identifier: MIT */
#include "article/extract/origin.h"

#include "base/text.h"
#include "base/url.h"

#define ARRAY_COUNT(a) (sizeof(a) / sizeof(*(a)))

/* Of a paper, before a URL. */
#define NAME_BYTES_MAX 80

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
	STRONG("原文来源"), STRONG("原文來源"), STRONG("原文见"), STRONG("原文見"),
	STRONG("原文刊载于"), STRONG("原文刊載於"), STRONG("原文发表于"),
	STRONG("原文發表於"), STRONG("原文刊于"), STRONG("原文刊於"),
	STRONG("原文载于"), STRONG("原文載於"), STRONG("原文リンク"),
	STRONG("原文"), STRONG("本文链接"), STRONG("本文鏈接"),
	STRONG("本文連結"), STRONG("本文连结"), STRONG("本文网址"),
	STRONG("本文網址"), STRONG("本文地址"), STRONG("本文永久链接"),
	STRONG("本文永久連結"), STRONG("永久链接"), STRONG("永久連結"),
	STRONG("文章链接"), STRONG("文章連結"), STRONG("文章网址"),
	STRONG("文章網址"), STRONG("全文链接"), STRONG("全文連結"),
	STRONG("阅读原文"), STRONG("閱讀原文"), STRONG("查看原文"),
	STRONG("点击查看原文"), STRONG("前往原文"), STRONG("本文转载自"),
	STRONG("本文轉載自"), STRONG("本文转自"), STRONG("本文轉自"),
	STRONG("转载自"), STRONG("轉載自"), STRONG("转载于"),
	STRONG("轉載於"), STRONG("本文原载于"), STRONG("本文原載於"),
	STRONG("原载于"), STRONG("原載於"), STRONG("原载"), STRONG("原載"),
	STRONG("首发于"), STRONG("首發於"), STRONG("元記事"),
	STRONG("元の記事"), STRONG("記事元"),
	STRONG("원문 링크"), STRONG("원문 보기"), STRONG("원문 기사"),
	STRONG("원문 주소"), STRONG("기사 원문"), STRONG("원문"),
	STRONG("Original link"), STRONG("Original URL"),
	STRONG("Original article"), STRONG("Original post"),
	STRONG("Original story"), STRONG("Original page"),
	STRONG("Original source"), STRONG("Original version"),
	STRONG("Original text"), STRONG("Link to original"),
	STRONG("Link to the original"), STRONG("Read the original"),
	STRONG("Read original"), STRONG("View original"),
	STRONG("View the original"), STRONG("See the original"),
	STRONG("Originally published at"), STRONG("Originally published on"),
	STRONG("Originally published in"), STRONG("Originally published by"),
	STRONG("Originally posted at"), STRONG("Originally posted on"),
	STRONG("Originally appeared in"), STRONG("Originally appeared on"),
	STRONG("First published at"), STRONG("First published on"),
	STRONG("First published in"), STRONG("Reposted from"),
	STRONG("Republished from"), STRONG("Reprinted from"),
	STRONG("This article was originally published at"),
	STRONG("This article was originally published on"),
	STRONG("This article was originally published in"),
	STRONG("This article originally appeared on"),
	STRONG("This article originally appeared in"),
	STRONG("This post was originally published at"),
	STRONG("This post was originally published on"),
	STRONG("This article was first published on"), STRONG("Article URL"),
	STRONG("Article link"), STRONG("Permanent link"), STRONG("Permalink"),
	STRONG("Canonical URL"), STRONG("Canonical link"),
	STRONG("Originalartikeln"), STRONG("Originalartikel"),
	STRONG("Originalbeitrag"), STRONG("Originaltext"),
	STRONG("Original-Link"), STRONG("Original"),
	STRONG("Источник статьи"), STRONG("Ссылка на оригинал"),
	STRONG("Оригинал статьи"), STRONG("Оригинал публикации"),
	STRONG("Читать оригинал"), STRONG("Оригинал"),
	STRONG("Джерело статті"), STRONG("Посилання на оригінал"),
	STRONG("الرابط الأصلي"), STRONG("رابط المقال الأصلي"),
	STRONG("رابط المقال"), STRONG("المقال الأصلي"),
	STRONG("المصدر الأصلي"), STRONG("رابط الخبر"), STRONG("لینک اصلی"),
	STRONG("لینک خبر"), STRONG("منبع اصلی"), STRONG("Enlace original"),
	STRONG("Enlace al original"), STRONG("Enlace al artículo original"),
	STRONG("Enlace al artículo"), STRONG("Artículo original"),
	STRONG("Ver original"), STRONG("Leer el original"),
	STRONG("Publicado originalmente en"), STRONG("Article original"),
	STRONG("Article d'origine"), STRONG("Lien original"),
	STRONG("Lien d'origine"), STRONG("Lien vers l'original"),
	STRONG("Lien vers l'article original"), STRONG("Lien vers l'article"),
	STRONG("Lire l'article original"), STRONG("Lire l'original"),
	STRONG("Publié à l'origine sur"), STRONG("Zum Originalartikel"),
	STRONG("Zum Original"), STRONG("Link zum Original"),
	STRONG("Link zum Artikel"), STRONG("Zuerst erschienen in"),
	STRONG("Zuerst erschienen auf"), STRONG("Link originale"),
	STRONG("Link original"), STRONG("Artigo original"),
	STRONG("Matéria original"), STRONG("Publicado originalmente em"),
	STRONG("Articolo originale"), STRONG("Link all'originale"),
	STRONG("Bài gốc"), STRONG("Link gốc"), STRONG("Link bài gốc"),
	STRONG("Orijinal bağlantı"), STRONG("Orijinal haber"),
	STRONG("Haberin kaynağı"), STRONG("Oryginał"),
	STRONG("Link do oryginału"), STRONG("Artikel asli"),
	STRONG("Tautan asli"), STRONG("Origineel artikel"),
	STRONG("Alkuperäinen artikkeli"),
	WEAK("文章来源"), WEAK("文章來源"), WEAK("新闻来源"),
	WEAK("新聞來源"), WEAK("消息来源"), WEAK("消息來源"),
	WEAK("信息来源"), WEAK("资料来源"), WEAK("資料來源"), WEAK("来源"),
	WEAK("來源"), WEAK("出处"), WEAK("出處"), WEAK("转自"), WEAK("轉自"),
	WEAK("链接"), WEAK("鏈接"), WEAK("連結"), WEAK("網址"), WEAK("网址"),
	WEAK("出典"), WEAK("引用元"), WEAK("ソース"), WEAK("情報元"), WEAK("출처"),
	WEAK("링크"), WEAK("Source URL"), WEAK("Source link"),
	WEAK("Source article"), WEAK("Sources"), WEAK("Source"),
	WEAK("Read more at"), WEAK("Read more"), WEAK("Read full article"),
	WEAK("Read the full article"), WEAK("Read the full story"),
	WEAK("Full article"), WEAK("Full story"), WEAK("Link"), WEAK("URL"),
	WEAK("Via"), WEAK("Источник"), WEAK("Джерело"), WEAK("Крыніца"),
	WEAK("المصدر"), WEAK("منبع"), WEAK("مصدر"), WEAK("Fuente"),
	WEAK("Quelle"), WEAK("Fonte"), WEAK("Sumber"), WEAK("Kaynak"),
	WEAK("Źródło"), WEAK("Bron"), WEAK("Zdroj"), WEAK("Forrás"),
	WEAK("Sursa"), WEAK("Izvor"), WEAK("Извор"), WEAK("Källa"),
	WEAK("Kilde"), WEAK("Lähde"), WEAK("Πηγή"), WEAK("מקור"),
	WEAK("स्रोत"), WEAK("ที่มา"), WEAK("Nguồn")
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
static bool
take_remark(struct str *s)
{
	static const struct str pairs[][2] = {
		{ STR("（"), STR("）") }, { STR("("), STR(")") },
		{ STR("【"), STR("】") }, { STR("["), STR("]") }
	};

	for (size_t i = 0; i < ARRAY_COUNT(pairs); i++) {
		size_t end;

		if (!str_istarts(*s, pairs[i][0]))
			continue;
		end = str_find(str_sub(*s, 0, 60), pairs[i][1]);
		if (end == STR_NONE)
			return false;
		*s = str_trim(str_sub(*s, end + pairs[i][1].len, s->len));
		return true;
	}
	return false;
}

/* Punctuation and pictograms, as people set them around a label. */
static bool
is_mark(uint32_t c)
{
	if (c < 0x80)
		return !ascii_alpha((int)c) && !ascii_digit((int)c);
	return (c >= 0xa0 && c <= 0xbf) || (c >= 0x2000 && c <= 0x2bff)
		|| (c >= 0x3000 && c <= 0x303f)
		|| (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff
		|| (c >= 0xff00 && c <= 0xff0f) || c == 0xff1a || c == 0xff5c
		|| (c >= 0x1f000 && c <= 0x1faff);
}

/* True if there was a colon among them. */
static bool
skip_marks(struct str *s, bool remarks)
{
	bool colon = false;

	for (;;) {
		size_t at = 0;
		uint32_t c = text_next(*s, &at);

		if (remarks && take_remark(s))
			continue;
		if (c == UINT32_MAX || !is_mark(c))
			return colon;
		colon |= c == ':' || c == 0xff1a;
		*s = str_sub(*s, at, s->len);
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
		STR("。"), STR("，"), STR("；"), STR("、"),
		STR("."), STR(","), STR(";"), STR("\""), STR("*"),
		STR(">"), STR("】"), STR("」")
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

static bool
take_url(struct str line, struct origin_line *out)
{
	if (!str_istarts(line, STR("https://"))
	    && !str_istarts(line, STR("http://")))
		return false;
	out->url = url_in_text(line);
	out->rest = str_sub(line, out->url.len, line.len);
	skip_marks(&out->rest, false);
	return true;
}

/* "Source: The Ferry, URL" */
static bool
take_later_url(struct str line, struct origin_line *out)
{
	size_t at = str_find(str_sub(line, 0, NAME_BYTES_MAX), STR("://"));

	while (at != STR_NONE && at > 0
	    && ascii_alpha((unsigned char)line.p[at - 1]))
		at--;
	return at != STR_NONE && take_url(str_sub(line, at, line.len), out);
}

/* "Originally published on" goes on without a colon. */
static bool
goes_on(struct str label)
{
	static const struct str ends[] = {
		STR(" at"), STR(" on"), STR(" in"), STR(" by"),
		STR(" from"), STR(" en"), STR(" em"), STR(" sur"),
		STR(" auf"), STR("自"), STR("于"), STR("於"),
		STR("载"), STR("載")
	};

	for (size_t i = 0; i < ARRAY_COUNT(ends); i++)
		if (str_ends(label, ends[i]))
			return true;
	return false;
}

enum origin_kind
origin_of_line(struct str line, struct origin_line *out)
{
	const struct label *label = NULL;
	bool colon;

	*out = (struct origin_line){ { NULL, 0 }, { NULL, 0 } };
	skip_marks(&line, false);
	if (take_url(line, out))
		return out->rest.len ? ORIGIN_NONE : ORIGIN_BARE;
	for (size_t i = 0; i < ARRAY_COUNT(labels) && !label; i++)
		if (take(&line, labels[i].text))
			label = &labels[i];
	if (!label)
		return ORIGIN_NONE;
	colon = skip_marks(&line, true);
	if (take_url(line, out) || (colon && take_later_url(line, out)))
		return label->kind;
	/* Prose may start with the same word. */
	if (line.len > 120 || (line.len && !colon && !goes_on(label->text)))
		return ORIGIN_NONE;
	return label->kind;
}

bool
origin_is_own_url(struct str line, struct str path)
{
	struct buf url = BUF_INIT, own = BUF_INIT;
	bool is;

	line = str_trim(line);
	if (!path.len || url_scheme(line) > URL_HTTPS
	    || url_scheme(line) == URL_RELATIVE
	    || str_chr(line, ' ') != STR_NONE)
		return false;
	url_decode(str_sub(line, 0, str_chr(line, '?')), &url);
	url_decode(path, &own);
	is = str_ends(buf_str(&url), buf_str(&own));
	buf_release(&url);
	buf_release(&own);
	return is;
}
