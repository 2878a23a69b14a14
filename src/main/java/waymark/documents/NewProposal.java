package waymark.documents;

import com.fasterxml.jackson.databind.JsonNode;

/** @param changes a JSON merge patch (RFC 7396) on the document of basedOn */
public record NewProposal(String basedOn, String reason, JsonNode changes) {}
