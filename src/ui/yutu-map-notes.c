/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A few points with words beside them, above everything else: what a form is about. */

#include "ui/yutu-hand-paint.h"
#include "ui/yutu-map-view-private.h"

void
yutu_map_note_clear (YutuMapNote *self)
{
  g_clear_pointer (&self->text, g_free);
}

void
yutu_map_view_set_notes (YutuMapView       *self,
                         const YutuMapNote *notes,
                         gsize              n_notes)
{
  g_return_if_fail (YUTU_IS_MAP_VIEW (self));

  g_array_set_size (self->notes, 0);
  for (gsize i = 0; i < n_notes; i++)
    {
      YutuMapNote note = { notes[i].point, g_strdup (notes[i].text), notes[i].is_wrong };

      g_array_append_val (self->notes, note);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
yutu_map_view_snapshot_notes (YutuMapView *self,
                              GtkSnapshot *snapshot)
{
  YutuHandPaint hand;

  if (self->notes->len == 0 || !yutu_hand_paint_begin (&hand, self, snapshot))
    return;
  for (guint i = 0; i < self->notes->len; i++)
    {
      const YutuMapNote *note = &g_array_index (self->notes, YutuMapNote, i);
      YutuMapPoint       at = yutu_hand_paint_point_to_screen (&hand, note->point);

      yutu_hand_paint_handle (&hand, at, FALSE, TRUE, FALSE, note->is_wrong ? &hand.red : &hand.accent);
      if (note->text != NULL)
        yutu_hand_paint_label (&hand, note->text, at, note->is_wrong);
    }
  yutu_hand_paint_end (&hand);
}
