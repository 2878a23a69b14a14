-- Posts are asked for their labels, and no label is asked for its posts; labels themselves are never deleted.

drop index post_label_by_label;
