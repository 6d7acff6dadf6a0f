import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.h2.mvstore.MVMap;

/**
 * For one path of which a document has many values: kept in memory, filled when it is first asked. In the file each value
 * cost as much as the document. It only grows: what a document no longer has is told apart when it is compared.
 */
public class WordIndex extends SearchIndex {
    private final MVMap documents;
    private final Map numbers = new HashMap();
    private final List positions = new ArrayList();
    private final Map documentsOf = new HashMap();
    private boolean filled;

    public WordIndex(String name, List keys, MVMap documents) {
        super(name, keys);
        this.documents = documents;
    }

    public Found equalTo(String path, Object value) {
        List one = new ArrayList();
        one.add(value);
        return equalToAll(one);
    }

    /** The documents that have all of these values; null where one cannot be looked for. */
    public Found equalToAll(Collection values) {
        fill();
        List asked = new ArrayList();
        Numbers fewest = null;
        for (Iterator each = values.iterator(); each.hasNext();) {
            Object value = each.next();
            if (!isIndexed(value)) {
                return null;
            }
            Numbers found = (Numbers) this.documentsOf.get(written(value));
            asked.add(found == null ? new Numbers() : found);
            fewest = fewest == null || found == null || found.size() < fewest.size() ? (Numbers) asked.get(asked.size() - 1) : fewest;
        }
        return fewest == null ? null : new Numbered(common(fewest, asked), this.positions);
    }

    private static Numbers common(Numbers fewest, List asked) {
        Numbers found = new Numbers();
        for (int at = 0; at < fewest.size(); at++) {
            boolean everywhere = true;
            for (int other = 0; everywhere && other < asked.size(); other++) {
                everywhere = ((Numbers) asked.get(other)).contains(fewest.get(at));
            }
            if (everywhere) {
                found.add(fewest.get(at));
            }
        }
        return found;
    }

    public void add(Document document, Object position, MongoCollection collection) {
        if (this.filled) {
            learn(document, position);
        }
    }

    public Object remove(Document document) {
        return null;
    }

    public void updateInPlace(Document before, Document after, Object position, MongoCollection collection) {
        if (this.filled) {
            learn(after, position);
        }
    }

    private void fill() {
        if (this.filled) {
            return;
        }
        this.filled = true;
        for (Iterator each = this.documents.entrySet().iterator(); each.hasNext();) {
            Map.Entry entry = (Map.Entry) each.next();
            learn(PackedDocument.unpack(entry.getValue()), entry.getKey());
        }
    }

    private void learn(Document document, Object position) {
        Set values = new HashSet();
        collect(document, this.paths[0], values);
        if (values.isEmpty()) {
            return;
        }
        Object number = this.numbers.get(position);
        if (number == null) {
            number = Integer.valueOf(this.positions.size());
            this.numbers.put(position, number);
            this.positions.add(position);
        }
        for (Iterator each = values.iterator(); each.hasNext();) {
            Object value = each.next();
            Numbers found = (Numbers) this.documentsOf.get(value);
            if (found == null) {
                found = new Numbers();
                this.documentsOf.put(value, found);
            }
            found.add(((Integer) number).intValue());
        }
    }

    /** Nothing is to be made when a collection is opened. */
    public boolean isEmpty() {
        return false;
    }

    public long getCount() {
        return this.documentsOf.size();
    }
}
