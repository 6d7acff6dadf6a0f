import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.exception.CursorNotFoundException;
import java.util.ArrayList;
import java.util.List;

/**
 * What of an answer has not been sent: it is read when it is asked for, as MongoDB does, and in parts of a bounded size,
 * so that the largest answer takes no more memory than one part of it.
 */
public class Reading extends AbstractCursor {
    private static final long MOST_BYTES = 8 << 20;
    private final DocumentCollection collection;
    private final Matching documents;

    /** `collection` is what nobody may change while a part is read. */
    public Reading(long id, DocumentCollection collection, Matching documents) {
        super(id);
        this.collection = collection;
        this.documents = documents;
    }

    public boolean isEmpty() {
        synchronized (this.collection) {
            return !this.documents.hasNext();
        }
    }

    /** At most so many documents; 0 is as many as one part holds. Of a collection that was dropped nothing is told, not even an end. */
    public List takeDocuments(int wanted) {
        List taken = new ArrayList();
        synchronized (this.collection) {
            if (this.collection.isGone()) {
                throw new CursorNotFoundException(this.id);
            }
            long most = this.documents.bytes() + MOST_BYTES;
            while ((wanted <= 0 || taken.size() < wanted) && this.documents.bytes() < most && this.documents.hasNext()) {
                taken.add(this.documents.next());
            }
        }
        return taken;
    }
}
