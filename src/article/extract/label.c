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
		STR("手机上长按"), STR("手機上長按"),
		STR("扫描二维码"), STR("掃描二維碼"), STR("扫一扫"),
		STR("掃一掃"), STR("微信扫一扫"), STR("分享本文"),
		STR("分享此文"), STR("分享到"), STR("分享至"),
		STR("分享文章"), STR("分享给"), STR("分享給"),
		STR("Share this"), STR("Share on"), STR("Share:"),
		STR("Tweet this"), STR("Scan the QR"),
		STR("Scan the code"), STR("Scan QR"),
		STR("Diesen Artikel teilen"), STR("Artikel teilen"),
		STR("Partager cet article"), STR("Partager sur"),
		STR("Comparte esta"), STR("Comparte este"),
		STR("Compartir en"), STR("Compartilhe este"),
		STR("Compartilhe esta"), STR("Compartilhar no"),
		STR("Condividi su"), STR("Condividi questo"),
		STR("Bagikan ke"), STR("Bagikan artikel"),
		STR("Chia sẻ bài"), STR("이 기사 공유"),
		STR("この記事をシェア"), STR("شارك المقال"),
		STR("شارك هذا"), STR("شارك الخبر"),
		STR("Поделиться в"), STR("Поделиться ссылкой"),
		STR("Поделитесь ссылкой"), STR("Поделитесь статьёй"),
		STR("Поделитесь статьей")
	};
	static const struct str copy[] = {
		STR("复制"), STR("分享"), STR("链接")
	};
	static const struct str scan[] = { STR("扫"), STR("码") };
	static const struct str press[] = { STR("长按"), STR("码") };
	static const struct str whole[] = {
		STR("Share"), STR("分享"), STR("Teilen"),
		STR("Partager"), STR("Compartir"), STR("Comparte"),
		STR("Paylaş"), STR("Udostępnij"), STR("Delen"),
		STR("Dela"), STR("공유"), STR("공유하기"),
		STR("シェア"), STR("シェアする"), STR("مشاركة"),
		STR("اشتراک گذاری"), STR("شارك"),
		STR("Поделиться"), STR("Поширити")
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
		STR("相关文章"), STR("相關文章"), STR("相关新闻"),
		STR("相關新聞"), STR("相关报道"), STR("相关报导"),
		STR("相關報導"), STR("相關報道"), STR("相关阅读"),
		STR("相關閱讀"), STR("相关链接"), STR("相關連結"),
		STR("相关专题"), STR("相關專題"), STR("相关视频"),
		STR("相关内容"), STR("相关资讯"), STR("相關資訊"),
		STR("延伸阅读"), STR("延伸閱讀"), STR("推荐阅读"),
		STR("推薦閱讀"), STR("推荐文章"), STR("推薦文章"),
		STR("编辑推荐"), STR("編輯推薦"), STR("热门文章"),
		STR("熱門文章"), STR("最新文章"), STR("更多文章"),
		STR("更多新闻"), STR("更多新聞"), STR("更多报道"),
		STR("更多报导"), STR("更多報導"), STR("更多相关"),
		STR("更多相關"), STR("猜你喜欢"), STR("猜您喜欢"),
		STR("你可能感兴趣"), STR("您可能感兴趣"),
		STR("往期文章"), STR("関連記事"),
		STR("おすすめ記事"), STR("あわせて読みたい"),
		STR("관련 기사"), STR("관련기사"), STR("추천 기사"),
		STR("Related articles"), STR("Related posts"),
		STR("Related stories"), STR("Related news"),
		STR("Related content"), STR("Related reading"),
		STR("Related links"), STR("Related coverage"),
		STR("Related:"), STR("You may also like"),
		STR("You might also like"),
		STR("You may be interested"),
		STR("Recommended reading"), STR("Recommended articles"),
		STR("More stories"), STR("More articles"),
		STR("More news"), STR("More from"), STR("Read also"),
		STR("Also read"), STR("Read next"), STR("Most read"),
		STR("Latest news"), STR("Lire aussi"),
		STR("À lire aussi"), STR("Sur le même sujet"),
		STR("Articles liés"), STR("Lesen Sie auch"),
		STR("Mehr zum Thema"), STR("Weitere Artikel"),
		STR("Verwandte Artikel"),
		STR("Das könnte Sie auch interessieren"),
		STR("Lea también"), STR("Lee también"),
		STR("Te puede interesar"), STR("Noticias relacionadas"),
		STR("Artículos relacionados"), STR("Más noticias"),
		STR("Leia também"), STR("Leia mais"),
		STR("Veja também"), STR("Notícias relacionadas"),
		STR("Leggi anche"), STR("Articoli correlati"),
		STR("Читайте также"), STR("Смотрите также"),
		STR("Материалы по теме"), STR("По теме"),
		STR("Похожие"), STR("Читайте також"),
		STR("اقرأ أيضا"), STR("اقرأ أيضًا"), STR("إقرأ أيضا"),
		STR("مقالات ذات صلة"), STR("مواضيع ذات صلة"),
		STR("أخبار ذات صلة"), STR("مطالب مرتبط"),
		STR("بیشتر بخوانید"), STR("Xem thêm"),
		STR("Tin liên quan"), STR("Bài liên quan"),
		STR("İlgili haberler"), STR("Baca juga"),
		STR("Lees ook"), STR("Läs också"), STR("Læs også"),
		STR("Les også"), STR("Lue myös"), STR("Czytaj także"),
		STR("Zobacz też"), STR("Čtěte také"),
		STR("Citește și"), STR("Διαβάστε επίσης")
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
		STR("标签"), STR("標籤"), STR("标籤"), STR("关键词"),
		STR("關鍵詞"), STR("关键字"), STR("關鍵字"),
		STR("话题"), STR("話題"), STR("タグ"),
		STR("キーワード"), STR("태그"), STR("키워드"),
		STR("Tags"), STR("Tagged"), STR("Tag"),
		STR("Keywords"), STR("Topics"), STR("Labels"),
		STR("Schlagworte"), STR("Schlagwörter"),
		STR("Stichwörter"), STR("Mots-clés"),
		STR("Mots clés"), STR("Étiquettes"), STR("Etiquetas"),
		STR("Palabras clave"), STR("Palavras-chave"),
		STR("Parole chiave"), STR("Теги"), STR("Метки"),
		STR("Ключевые слова"), STR("Мітки"),
		STR("الوسوم"), STR("وسوم"), STR("كلمات مفتاحية"),
		STR("کلیدواژه"), STR("برچسب"), STR("Từ khóa"),
		STR("Etiketler"), STR("Słowa kluczowe")
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
		STR("©"), STR("(c) "), STR("Copyright"),
		STR("All rights reserved"), STR("版权所有"),
		STR("版權所有"), STR("Alle Rechte vorbehalten"),
		STR("Tous droits réservés"),
		STR("Todos los derechos reservados"),
		STR("Todos os direitos reservados"),
		STR("Tutti i diritti riservati"),
		STR("Все права защищены"), STR("جميع الحقوق محفوظة"),
		STR("تمامی حقوق")
	};

	return line.len <= 240 && (find_start(line, starts,
	    ARRAY_COUNT(starts)).len || str_find(line, STR("ICP备"))
	    != STR_NONE);
}
