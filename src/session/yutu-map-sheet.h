/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Map sheets of a file: a template of data/sheets filled with what the file holds. Texts on a sheet
 * are those of data/styles/sheet.json, in the language of the county, not of the program. */
#pragma once

#include "session/yutu-coverage.h"
#include "session/yutu-map.h"
#include "session/yutu-session.h"
#include "sheet/yutu-sheet.h"

G_BEGIN_DECLS

/* ---- Templates ---- */

typedef struct
{
  char     *id;
  YutuTitle title; /* owned */
  int       level; /* of the unit it is made for: 3, 4; 0: any place */
  YutuPaper paper;
  char     *heading;  /* with {place}, {indicator} */
  char     *subtitle; /* (nullable): with {caption} */
  unsigned  groups;   /* YutuMapGroup or-ed */
  gboolean  has_theme;
  gboolean  has_focus; /* what is outside of the unit stands back */
  gboolean  compares;  /* two days side by side, with what differs */
} YutuSheetTemplate;

/* In the order of their files' names; element type YutuSheetTemplate. G_IO_ERROR_INVALID_DATA names
 * the file and the member. Any thread. */
GPtrArray *yutu_sheet_templates_load (GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- A sheet ---- */

typedef struct
{
  YutuColor   color;
  const char *label;
  gsize       n;
} YutuSheetClass;

/* What a theme's sheet says of it. Immutable, any thread. */
typedef struct _YutuSheetTheme YutuSheetTheme;
struct _YutuSheetTheme
{
  const YutuTheme      *theme;
  const char           *name;    /* of the indicator */
  const char           *caption; /* unit, year, scope; (nullable) */
  const char           *source;  /* (nullable) */
  gsize                 n_classes;
  const YutuSheetClass *classes;
  gsize                 n_no_data;
  const char           *no_data; /* what the hatch means; (nullable) */
  /*< private >*/
  gatomicrefcount ref_count;
};

/* All is copied. */
YutuSheetTheme *yutu_sheet_theme_new (const YutuSheetTheme *spec) G_GNUC_WARN_UNUSED_RESULT;
/* As the indicator's map has it. @theme: (nullable): other colours than the map's own. NULL with an
 * error when the words of sheets cannot be read. */
YutuSheetTheme *yutu_sheet_theme_new_for_map (const YutuThemeMap *map,
                                              const YutuTheme    *theme,
                                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;
YutuSheetTheme *yutu_sheet_theme_ref (YutuSheetTheme *self);
void            yutu_sheet_theme_unref (YutuSheetTheme *self);

typedef struct
{
  const char     *template_id;
  YutuPlace      *place;      /* (nullable): the county */
  YutuBox         box;        /* empty: the place's */
  YutuDay         day;        /* the legal day of the map */
  YutuDay         printed_on; /* YUTU_DAY_INVALID: today */
  unsigned        groups;     /* 0: the template's */
  const char     *title;      /* (nullable): the template's */
  int             paper;      /* YutuPaper; -1: the template's */
  int             landscape;  /* 0, 1; -1: as it fits */
  /* With a template that compares: the other day, on the first map, and the level of the units whose
   * land is compared. */
  YutuDay         then;
  int             compare_level;
  gint64          line; /* not 0: the sheet is about that boundary line: it stands out, with its pillars */
  YutuSheetTheme *theme;
  /* (nullable): what the theme is of, when @theme is NULL; read for the sheet, in the colours of
   * paper. Its day is the sheet's. */
  const YutuIndicatorSpec *indicator;
} YutuSheetRequest;

/* @layers: (nullable): those of the day, when they are at hand. YUTU_DIVISION_ERROR_NOT_FOUND when
 * the template needs a unit of another level, or there is no land at all. Not for the main thread. */
YutuSheet *yutu_file_make_sheet (YutuFile               *self,
                                 const YutuModules      *modules,
                                 YutuMapLayers          *layers,
                                 const YutuSheetRequest *request,
                                 GCancellable           *cancellable,
                                 GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/* The number under which the file's maps were reviewed (审图号), which each sheet carries; NULL: none, and
 * sheets are marked as internal. Not for the main thread. */
gboolean yutu_file_read_review_number (YutuFile *self,
                                       char    **number,
                                       GError  **error);
/* One journal entry. NULL or blank takes it away. YUTU_STORE_ERROR_CONSTRAINT when it cannot be printed. */
gboolean yutu_file_set_review_number (YutuFile   *self,
                                      const char *number,
                                      const char *actor,
                                      GError    **error);
/* The same for a window. */
void     yutu_session_read_review_number_async (YutuSession        *self,
                                                GCancellable       *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer            user_data);
/* (transfer full), "" when there is none; NULL with an error. */
char    *yutu_session_read_review_number_finish (YutuSession  *self,
                                                 GAsyncResult *result,
                                                 GError      **error);
void     yutu_session_set_review_number_async (YutuSession        *self,
                                               const char         *number,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
gboolean yutu_session_set_review_number_finish (YutuSession  *self,
                                                GAsyncResult *result,
                                                GError      **error);

/* The same for a window; @request is copied. */
void       yutu_session_make_sheet_async (YutuSession            *self,
                                          const YutuSheetRequest *request,
                                          GCancellable           *cancellable,
                                          GAsyncReadyCallback     callback,
                                          gpointer                user_data);
YutuSheet *yutu_session_make_sheet_finish (YutuSession  *self,
                                           GAsyncResult *result,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* yutu_sheet_write() on a worker. */
void     yutu_sheet_write_async (YutuSheet          *self,
                                 const char         *path,
                                 int                 dpi,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
gboolean yutu_sheet_write_finish (GAsyncResult *result,
                                  GError      **error);
/* A picture of the whole page, ARGB32, @dpi dots an inch, painted on a worker. */
void             yutu_sheet_paint_async (YutuSheet          *self,
                                         int                 dpi,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
cairo_surface_t *yutu_sheet_paint_finish (GAsyncResult *result,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuSheetTheme, yutu_sheet_theme_unref)

G_END_DECLS
