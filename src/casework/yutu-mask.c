/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "casework/yutu-mask-private.h"

#include <string.h>

#include "base/yutu-day.h"

static const char *const nicks[] = {
  [YUTU_MASK_NONE] = "none",
  [YUTU_MASK_NAME] = "name",
  [YUTU_MASK_ID_NUMBER] = "id-number",
  [YUTU_MASK_PHONE] = "phone",
  [YUTU_MASK_CARD] = "card",
  [YUTU_MASK_ADDRESS] = "address",
  [YUTU_MASK_BIRTH] = "birth",
  [YUTU_MASK_AMOUNT] = "amount",
  [YUTU_MASK_TEXT] = "text",
  [YUTU_MASK_HIDDEN] = "hidden",
};

/* Compound surnames (复姓) in use. */
static const char *const compound_surnames[] = {
  "欧阳",
  "诸葛",
  "上官",
  "司马",
  "司徒",
  "夏侯",
  "皇甫",
  "尉迟",
  "长孙",
  "慕容",
  "令狐",
  "东方",
  "西门",
  "南宫",
  "公孙",
  "轩辕",
  "端木",
  "百里",
  "呼延",
  "东郭",
  "宇文",
  "申屠",
  "太史",
  "淳于",
  "单于",
  "公羊",
  "澹台",
  "濮阳",
  "钟离",
  "闻人",
};

gboolean
yutu_mask_from_nick (const char *nick,
                     YutuMask   *mask)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nick, nicks[i]) == 0)
      {
        *mask = (YutuMask)i;
        return TRUE;
      }
  return FALSE;
}

/* Keeps @head characters at the front and @tail at the end, a star for each between. */
static char *
star_between (const char *text,
              glong       head,
              glong       tail)
{
  glong    length = g_utf8_strlen (text, -1);
  GString *out;

  if (head + tail > length)
    head = tail = 0;
  out = g_string_new_len (text, g_utf8_offset_to_pointer (text, head) - text);
  for (glong i = head; i < length - tail; i++)
    g_string_append_c (out, '*');
  g_string_append (out, g_utf8_offset_to_pointer (text, length - tail));
  return g_string_free (out, FALSE);
}

static gboolean
has_prefix_of (const char        *text,
               const char *const *prefixes,
               gsize              n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_has_prefix (text, prefixes[i]))
      return TRUE;
  return FALSE;
}

static char *
mask_name (const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  glong head = 1;

  if (length > 2 && has_prefix_of (text, compound_surnames, G_N_ELEMENTS (compound_surnames)))
    head = 2;
  return star_between (text, head, length - head >= 2 ? 1 : 0);
}

static gboolean
is_digits (const char *text,
           gsize       n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static char *
mask_id_number (const char *text)
{
  gsize length = strlen (text);

  if (length == 18 && is_digits (text, 17))
    return star_between (text, 3, 4);
  if (length == 15 && is_digits (text, 15))
    return star_between (text, 3, 3);
  return star_between (text, 0, 0);
}

static char *
mask_phone (const char *text)
{
  gsize       length = strlen (text);
  const char *dash = strchr (text, '-');

  if (length == 11 && text[0] == '1' && is_digits (text, 11))
    return star_between (text, 3, 4);
  if (text[0] == '0' && dash != NULL && strlen (dash) > 3)
    return star_between (text, (glong)(dash - text) + 1, 2);
  if (text[0] == '0' && length >= 10 && is_digits (text, length))
    return star_between (text, text[1] == '1' || text[1] == '2' ? 3 : 4, 2);
  return star_between (text, 0, 0);
}

/* The longest beginning of @text that ends in one of @terms; NULL when none does. */
static const char *
find_last_end (const char        *text,
               const char *const *terms,
               gsize              n)
{
  const char *end = NULL;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    for (gsize i = 0; p != text && i < n; i++)
      if (g_str_has_prefix (p, terms[i]) && !g_str_has_prefix (p, "街道"))
        end = p + strlen (terms[i]);
  return end;
}

static char *
mask_address (const char *text)
{
  static const char *const villages[] = { "社区", "村", "居委会", "居民区" };
  static const char *const roads[] = { "大道", "路", "街", "弄", "巷" };
  const char              *end = find_last_end (text, villages, G_N_ELEMENTS (villages));
  g_autofree char         *head = NULL;

  if (end == NULL)
    end = find_last_end (text, roads, G_N_ELEMENTS (roads));
  if (end == NULL)
    return g_strdup ("****");
  head = g_strndup (text, (gsize)(end - text));
  return *end == '\0' ? g_steal_pointer (&head) : g_strconcat (head, "****", NULL);
}

static char *
mask_amount (const char *text)
{
  char  *end;
  gint64 fen = g_ascii_strtoll (text, &end, 10);

  if (end == text || *end != '\0' || fen < 0 || fen > G_MAXINT64 - 5000)
    return g_strdup ("****");
  return g_strdup_printf ("%" G_GINT64_FORMAT, (fen + 5000) / 10000 * 10000);
}

char *
yutu_mask_apply (YutuMask    self,
                 const char *text)
{
  if (text == NULL)
    return NULL;
  if (*text == '\0')
    return g_strdup ("");
  switch (self)
    {
    case YUTU_MASK_NONE:
      return g_strdup (text);
    case YUTU_MASK_NAME:
      return mask_name (text);
    case YUTU_MASK_ID_NUMBER:
      return mask_id_number (text);
    case YUTU_MASK_PHONE:
      return mask_phone (text);
    case YUTU_MASK_CARD:
      return star_between (text, 0, strlen (text) >= 8 ? 4 : 0);
    case YUTU_MASK_ADDRESS:
      return mask_address (text);
    case YUTU_MASK_BIRTH:
      return yutu_day_parse (text) != YUTU_DAY_INVALID ? g_strndup (text, 4) : g_strdup ("****");
    case YUTU_MASK_AMOUNT:
      return mask_amount (text);
    case YUTU_MASK_TEXT:
      return yutu_mask_text (text);
    case YUTU_MASK_HIDDEN:
    default:
      return g_strdup ("****");
    }
}

char
yutu_id_number_check (const char *digits17)
{
  /* GB 11643-1999, ISO 7064 MOD 11-2. */
  static const int weights[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int              sum = 0;

  for (gsize i = 0; i < 17; i++)
    sum += (digits17[i] - '0') * weights[i];
  return "10X98765432"[sum % 11];
}

gboolean
yutu_id_number_is_valid (const char *text,
                         gint32      today)
{
  char    birth[YUTU_DAY_TEXT_SIZE];
  YutuDay day;

  if (text == NULL || strlen (text) != 18 || !is_digits (text, 17) ||
      yutu_id_number_check (text) != text[17])
    return FALSE;
  g_snprintf (birth, sizeof birth, "%.4s-%.2s-%.2s", text + 6, text + 10, text + 12);
  day = yutu_day_parse (birth);
  return day != YUTU_DAY_INVALID && day <= today;
}

gboolean
yutu_uscc_is_valid (const char *text)
{
  /* GB 32100-2015: 31 characters, weight 3^i mod 31. */
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  int               weight = 1;
  int               sum = 0;

  if (text == NULL || strlen (text) != 18)
    return FALSE;
  for (gsize i = 0; i < 18; i++)
    {
      const char *at = strchr (alphabet, text[i]);

      if (at == NULL)
        return FALSE;
      if (i == 17)
        return (31 - sum % 31) % 31 == (int)(at - alphabet);
      sum += (int)(at - alphabet) * weight;
      weight = weight * 3 % 31;
    }
  return FALSE;
}
