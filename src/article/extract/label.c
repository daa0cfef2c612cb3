/* SPDX-License-Identifier: MIT */
#include "article/extract/label.h"

#include "article/html/node.h"
#include "base/text.h"

#define ARRAY_COUNT(a) (sizeof(a) / sizeof(*(a)))

/* The one that line starts with, or empty. */
static struct str
find_start(struct str line, const struct str *starts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_istarts(line, starts[i]))
			return starts[i];
	return (struct str){ NULL, 0 };
}

static bool
says_all(struct str line, const struct str *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_find(line, words[i]) == STR_NONE)
			return false;
	return true;
}

bool
label_is_share(struct str line)
{
	static const struct str starts[] = {
		{ "手机上长按", 15 }, { "手機上長按", 15 },
		{ "扫描二维码", 15 }, { "掃描二維碼", 15 }, { "扫一扫", 9 },
		{ "掃一掃", 9 }, { "微信扫一扫", 15 }, { "分享本文", 12 },
		{ "分享此文", 12 }, { "分享到", 9 }, { "分享至", 9 },
		{ "分享文章", 12 }, { "分享给", 9 }, { "分享給", 9 },
		{ "Share this", 10 }, { "Share on", 8 }, { "Share:", 6 },
		{ "Tweet this", 10 }, { "Scan the QR", 11 },
		{ "Scan the code", 13 }, { "Scan QR", 7 },
		{ "Diesen Artikel teilen", 21 }, { "Artikel teilen", 14 },
		{ "Partager cet article", 20 }, { "Partager sur", 12 },
		{ "Comparte esta", 13 }, { "Comparte este", 13 },
		{ "Compartir en", 12 }, { "Compartilhe este", 16 },
		{ "Compartilhe esta", 16 }, { "Compartilhar no", 15 },
		{ "Condividi su", 12 }, { "Condividi questo", 16 },
		{ "Bagikan ke", 10 }, { "Bagikan artikel", 15 },
		{ "Chia sẻ bài", 14 }, { "이 기사 공유", 17 },
		{ "この記事をシェア", 24 }, { "شارك المقال", 21 },
		{ "شارك هذا", 15 }, { "شارك الخبر", 19 },
		{ "Поделиться в", 23 }, { "Поделиться ссылкой", 35 },
		{ "Поделитесь ссылкой", 35 }, { "Поделитесь статьёй", 35 },
		{ "Поделитесь статьей", 35 }
	};
	static const struct str copy[] = {
		{ "复制", 6 }, { "分享", 6 }, { "链接", 6 }
	};
	static const struct str scan[] = { { "扫", 3 }, { "码", 3 } };
	static const struct str press[] = { { "长按", 6 }, { "码", 3 } };
	static const struct str whole[] = {
		{ "Share", 5 }, { "分享", 6 }, { "Teilen", 6 },
		{ "Partager", 8 }, { "Compartir", 9 }, { "Comparte", 8 },
		{ "Paylaş", 7 }, { "Udostępnij", 11 }, { "Delen", 5 },
		{ "Dela", 4 }, { "공유", 6 }, { "공유하기", 12 },
		{ "シェア", 9 }, { "シェアする", 15 }, { "مشاركة", 12 },
		{ "اشتراک گذاری", 23 }, { "شارك", 8 },
		{ "Поделиться", 20 }, { "Поширити", 16 }
	};

	if (line.len > 240 || str_ends(line, STR("。")))
		return false;
	if (find_start(line, starts, ARRAY_COUNT(starts)).len
	    || says_all(line, copy, ARRAY_COUNT(copy))
	    || ((says_all(line, scan, ARRAY_COUNT(scan))
	    || says_all(line, press, ARRAY_COUNT(press)))
	    && line.len <= 120))
		return true;
	for (size_t i = 0; i < ARRAY_COUNT(whole); i++)
		if (str_istarts(line, whole[i]) && !node_letters(str_sub(line,
		    whole[i].len, line.len)))
			return true;
	return false;
}

size_t
label_begins_related(struct str line)
{
	static const struct str starts[] = {
		{ "相关文章", 12 }, { "相關文章", 12 }, { "相关新闻", 12 },
		{ "相關新聞", 12 }, { "相关报道", 12 }, { "相关报导", 12 },
		{ "相關報導", 12 }, { "相關報道", 12 }, { "相关阅读", 12 },
		{ "相關閱讀", 12 }, { "相关链接", 12 }, { "相關連結", 12 },
		{ "相关专题", 12 }, { "相關專題", 12 }, { "相关视频", 12 },
		{ "相关内容", 12 }, { "相关资讯", 12 }, { "相關資訊", 12 },
		{ "延伸阅读", 12 }, { "延伸閱讀", 12 }, { "推荐阅读", 12 },
		{ "推薦閱讀", 12 }, { "推荐文章", 12 }, { "推薦文章", 12 },
		{ "编辑推荐", 12 }, { "編輯推薦", 12 }, { "热门文章", 12 },
		{ "熱門文章", 12 }, { "最新文章", 12 }, { "更多文章", 12 },
		{ "更多新闻", 12 }, { "更多新聞", 12 }, { "更多报道", 12 },
		{ "更多报导", 12 }, { "更多報導", 12 }, { "更多相关", 12 },
		{ "更多相關", 12 }, { "猜你喜欢", 12 }, { "猜您喜欢", 12 },
		{ "你可能感兴趣", 18 }, { "您可能感兴趣", 18 },
		{ "往期文章", 12 }, { "関連記事", 12 },
		{ "おすすめ記事", 18 }, { "あわせて読みたい", 24 },
		{ "관련 기사", 13 }, { "관련기사", 12 }, { "추천 기사", 13 },
		{ "Related articles", 16 }, { "Related posts", 13 },
		{ "Related stories", 15 }, { "Related news", 12 },
		{ "Related content", 15 }, { "Related reading", 15 },
		{ "Related links", 13 }, { "Related coverage", 16 },
		{ "Related:", 8 }, { "You may also like", 17 },
		{ "You might also like", 19 },
		{ "You may be interested", 21 },
		{ "Recommended reading", 19 }, { "Recommended articles", 20 },
		{ "More stories", 12 }, { "More articles", 13 },
		{ "More news", 9 }, { "More from", 9 }, { "Read also", 9 },
		{ "Also read", 9 }, { "Read next", 9 }, { "Most read", 9 },
		{ "Latest news", 11 }, { "Lire aussi", 10 },
		{ "À lire aussi", 13 }, { "Sur le même sujet", 18 },
		{ "Articles liés", 14 }, { "Lesen Sie auch", 14 },
		{ "Mehr zum Thema", 14 }, { "Weitere Artikel", 15 },
		{ "Verwandte Artikel", 17 },
		{ "Das könnte Sie auch interessieren", 34 },
		{ "Lea también", 12 }, { "Lee también", 12 },
		{ "Te puede interesar", 18 }, { "Noticias relacionadas", 21 },
		{ "Artículos relacionados", 23 }, { "Más noticias", 13 },
		{ "Leia também", 12 }, { "Leia mais", 9 },
		{ "Veja também", 12 }, { "Notícias relacionadas", 22 },
		{ "Leggi anche", 11 }, { "Articoli correlati", 18 },
		{ "Читайте также", 25 }, { "Смотрите также", 27 },
		{ "Материалы по теме", 32 }, { "По теме", 13 },
		{ "Похожие", 14 }, { "Читайте також", 25 },
		{ "اقرأ أيضا", 17 }, { "اقرأ أيضًا", 19 }, { "إقرأ أيضا", 17 },
		{ "مقالات ذات صلة", 26 }, { "مواضيع ذات صلة", 26 },
		{ "أخبار ذات صلة", 24 }, { "مطالب مرتبط", 21 },
		{ "بیشتر بخوانید", 25 }, { "Xem thêm", 9 },
		{ "Tin liên quan", 14 }, { "Bài liên quan", 15 },
		{ "İlgili haberler", 16 }, { "Baca juga", 9 },
		{ "Lees ook", 8 }, { "Läs också", 11 }, { "Læs også", 10 },
		{ "Les også", 9 }, { "Lue myös", 9 }, { "Czytaj także", 13 },
		{ "Zobacz też", 11 }, { "Čtěte také", 13 },
		{ "Citește și", 12 }, { "Διαβάστε επίσης", 29 }
	};
	size_t at = 0, from = 0;

	while (text_next(line, &at) != UINT32_MAX
	    && !node_letters(str_sub(line, from, at)))
		from = at;
	return node_letters(find_start(str_sub(line, from, line.len), starts,
	    ARRAY_COUNT(starts)));
}

bool
label_is_related(struct str line)
{
	return line.len <= 60 && label_begins_related(line);
}

bool
label_is_tags(struct str line, struct str *rest)
{
	static const struct str words[] = {
		{ "标签", 6 }, { "標籤", 6 }, { "标籤", 6 }, { "关键词", 9 },
		{ "關鍵詞", 9 }, { "关键字", 9 }, { "關鍵字", 9 },
		{ "话题", 6 }, { "話題", 6 }, { "タグ", 6 },
		{ "キーワード", 15 }, { "태그", 6 }, { "키워드", 9 },
		{ "Tags", 4 }, { "Tagged", 6 }, { "Tag", 3 },
		{ "Keywords", 8 }, { "Topics", 6 }, { "Labels", 6 },
		{ "Schlagworte", 11 }, { "Schlagwörter", 13 },
		{ "Stichwörter", 12 }, { "Mots-clés", 10 },
		{ "Mots clés", 10 }, { "Étiquettes", 11 }, { "Etiquetas", 9 },
		{ "Palabras clave", 14 }, { "Palavras-chave", 14 },
		{ "Parole chiave", 13 }, { "Теги", 8 }, { "Метки", 10 },
		{ "Ключевые слова", 27 }, { "Мітки", 10 },
		{ "الوسوم", 12 }, { "وسوم", 8 }, { "كلمات مفتاحية", 25 },
		{ "کلیدواژه", 16 }, { "برچسب", 10 }, { "Từ khóa", 10 },
		{ "Etiketler", 9 }, { "Słowa kluczowe", 15 }
	};

	for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
		if (!str_istarts(line, words[i]))
			continue;
		*rest = str_trim(str_sub(line, words[i].len, line.len));
		if (str_starts(*rest, STR(":")))
			*rest = str_sub(*rest, 1, rest->len);
		else if (str_starts(*rest, STR("：")))
			*rest = str_sub(*rest, 3, rest->len);
		else
			return false;
		return true;
	}
	return false;
}

bool
label_is_copyright(struct str line)
{
	static const struct str starts[] = {
		{ "©", 2 }, { "(c) ", 4 }, { "Copyright", 9 },
		{ "All rights reserved", 19 }, { "版权所有", 12 },
		{ "版權所有", 12 }, { "Alle Rechte vorbehalten", 23 },
		{ "Tous droits réservés", 22 },
		{ "Todos los derechos reservados", 29 },
		{ "Todos os direitos reservados", 28 },
		{ "Tutti i diritti riservati", 25 },
		{ "Все права защищены", 34 }, { "جميع الحقوق محفوظة", 34 },
		{ "تمامی حقوق", 19 }
	};

	return line.len <= 240 && (find_start(line, starts,
	    ARRAY_COUNT(starts)).len || str_find(line, STR("ICP备"))
	    != STR_NONE);
}
