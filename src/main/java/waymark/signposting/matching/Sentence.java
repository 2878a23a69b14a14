package waymark.signposting.matching;

import java.util.List;

/** @param question whether it ends with a question mark */
record Sentence(List<Token> tokens, boolean question) {

    int size() {
        return tokens.size();
    }

    Token at(int index) {
        return tokens.get(index);
    }
}
