/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "transfer/yutu-text.h"

#include <glib/gi18n.h>

#include "transfer/yutu-source.h"

static char *
convert (const char *bytes,
         gsize       length,
         const char *encoding)
{
  gsize            read = 0;
  gsize            written = 0;
  g_autofree char *text =
    g_convert (bytes, (gssize)length, "UTF-8", encoding, &read, &written, NULL);

  /* A NUL inside would cut the text for every reader behind us. */
  if (text == NULL || read != length || memchr (text, '\0', written) != NULL)
    return NULL;
  return g_steal_pointer (&text);
}

char *
yutu_text_to_utf8 (const char  *bytes,
                   gsize        length,
                   const char  *encoding,
                   const char **found,
                   GError     **error)
{
  static const char *const guesses[] = { "GB18030", "BIG5-HKSCS" };
  const char              *used = encoding;
  char                    *text = NULL;

  if (encoding != NULL)
    {
      text = convert (bytes, length, encoding);
    }
  else if (length >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    {
      used = "UTF-16";
      text = convert (bytes, length, used);
    }
  else if (g_utf8_validate_len (bytes, length, NULL) && memchr (bytes, 0, length) == NULL)
    {
      gsize mark = length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

      used = "UTF-8";
      text = g_strndup (bytes + mark, length - mark);
    }
  for (gsize i = 0; encoding == NULL && text == NULL && i < G_N_ELEMENTS (guesses); i++)
    {
      used = guesses[i];
      text = convert (bytes, length, used);
    }

  if (text == NULL)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_ENCODING,
                 _ ("%zu bytes of text are not %s; name the encoding"), length,
                 encoding != NULL ? encoding : _ ("UTF-8, UTF-16, GB 18030 or Big5"));
  else if (found != NULL)
    *found = used;
  return text;
}
