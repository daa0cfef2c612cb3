/* SPDX-License-Identifier: MIT */
#include "article/extract/label.h"

#include "article/html/node.h"
#include "base/text.h"
#include "tables/words.h"

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
	size_t at = 0, from = 0;

	while (text_next(line, &at) != UINT32_MAX
	    && !node_letters(str_sub(line, from, at)))
		from = at;
	return node_letters(words_start(&WORDS_RELATED, str_sub(line, from,
	    line.len)));
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
