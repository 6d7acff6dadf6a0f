import java.util.Set;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** The documents whose ids, which are texts, lie between two others: kept by their id, they need no index. */
public class IdRange extends Found {
    private final MVMap documents;
    private final String begin;
    private final String end;

    /** From `begin`, with it, to `end`, with it. */
    public IdRange(MVMap documents, String begin, String end) {
        this.documents = documents;
        this.begin = begin;
        this.end = end;
    }

    public long size() {
        return Math.max(0, Range.place(this.documents, this.end) - Range.place(this.documents, this.begin) + 1);
    }

    public void addTo(Set positions) {
        Cursor each = this.documents.cursor(this.begin);
        while (each.hasNext()) {
            Object id = each.next();
            if (!(id instanceof String) || ((String) id).compareTo(this.end) > 0) {
                return;
            }
            positions.add(id);
        }
    }
}
