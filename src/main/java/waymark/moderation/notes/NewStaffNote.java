package waymark.moderation.notes;

import java.util.Optional;
import java.util.UUID;

/** @param corrects the note whose place it is to take */
record NewStaffNote(StaffNote.Kind kind, String text, Optional<UUID> corrects) {}
