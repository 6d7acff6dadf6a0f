import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.MVMap;

/** The documents are kept by their id, so that this index keeps nothing; every query that names an id finds its document. */
public class IdIndex extends Index {
    private final MVMap documents;

    public IdIndex(String name, List keys, MVMap documents) {
        super(name, keys, false);
        this.documents = documents;
    }

    public Object getPosition(Document document) {
        Object id = document.get("_id");
        return id != null && this.documents.containsKey(id) ? id : null;
    }

    public void checkAdd(Document document, MongoCollection collection) {
        if (getPosition(document) != null) {
            List idAlone = Collections.singletonList(new IndexKey("_id", true));
            Object[] id = new Object[] {document.get("_id")};
            throw new DuplicateKeyError(this, collection, idAlone, new KeyValue(id));
        }
    }

    public void add(Document document, Object position, MongoCollection collection) {
    }

    public Object remove(Document document) {
        return getPosition(document);
    }

    /** An id never changes. */
    public void checkUpdate(Document before, Document after, MongoCollection collection) {
    }

    public void updateInPlace(Document before, Document after, Object position, MongoCollection collection) {
    }

    /** The other conditions of the query are compared with the documents found. */
    public boolean canHandle(Document query) {
        Object id = query.get("_id");
        if (id instanceof Document) {
            Document asked = (Document) id;
            return asked.size() == 1 && asked.get("$in") instanceof Collection;
        }
        return id != null && !(id instanceof Collection) && !BsonRegularExpression.isRegularExpression(id);
    }

    public Iterable getPositions(Document query) {
        Object id = query.get("_id");
        Collection asked = id instanceof Document ? (Collection) ((Document) id).get("$in") : Collections.singletonList(id);
        Set found = new LinkedHashSet();
        for (Iterator each = asked.iterator(); each.hasNext();) {
            Object one = each.next();
            if (one != null && this.documents.containsKey(one)) {
                found.add(one);
            }
        }
        return found;
    }

    public boolean isUnique() {
        return true;
    }

    public long getCount() {
        return this.documents.sizeAsLong();
    }

    public long getDataSize() {
        return getCount();
    }

    public void drop() {
    }
}
