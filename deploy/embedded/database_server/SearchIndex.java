import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** An index that is not unique. What it finds are candidates: the whole query is compared with them (`Search`). */
public abstract class SearchIndex extends Index {
    protected final String[] paths;

    protected SearchIndex(String name, List keys) {
        super(name, keys, true);
        this.paths = new String[keys.size()];
        for (int at = 0; at < this.paths.length; at++) {
            this.paths[at] = ((IndexKey) keys.get(at)).getKey();
        }
    }

    /** The documents that have this value at this path, which the index covers. */
    public abstract Found equalTo(String path, Object value);

    public boolean covers(String path) {
        return numberOf(path) >= 0;
    }

    /** Whether a value can be looked for: null and missing fields, patterns and whole documents cannot. */
    public static boolean isIndexed(Object value) {
        return value instanceof String || value instanceof Boolean || value instanceof Number;
    }

    protected int numberOf(String path) {
        for (int at = 0; at < this.paths.length; at++) {
            if (this.paths[at].equals(path)) {
                return at;
            }
        }
        return -1;
    }

    /** What stands at the path, or the list that stands on the way there. */
    protected static Object valueAt(Object value, String path) {
        String rest = path;
        Object found = value;
        while (!rest.isEmpty() && found instanceof Document) {
            int dot = rest.indexOf('.');
            found = ((Document) found).get(dot < 0 ? rest : rest.substring(0, dot));
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        return rest.isEmpty() || found instanceof Collection ? found : null;
    }

    /** Every value at the path, lists told out, as it is written in an index. */
    protected static void collect(Object value, String path, Set found) {
        if (value instanceof Collection) {
            for (Iterator each = ((Collection) value).iterator(); each.hasNext();) {
                collect(each.next(), path, found);
            }
        } else if (path.isEmpty()) {
            if (isIndexed(value)) {
                found.add(written(value));
            }
        } else if (value instanceof Document) {
            int dot = path.indexOf('.');
            String field = dot < 0 ? path : path.substring(0, dot);
            collect(((Document) value).get(field), dot < 0 ? "" : path.substring(dot + 1), found);
        }
    }

    protected static String written(Object value) {
        if (value instanceof String) {
            return "s" + value;
        }
        return value instanceof Boolean ? "b" + value : "n" + ((Number) value).doubleValue();
    }

    public Object getPosition(Document document) {
        return null;
    }

    public void checkAdd(Document document, MongoCollection collection) {
    }

    public void checkUpdate(Document before, Document after, MongoCollection collection) {
    }

    /** Plans are made over all indexes of a collection. */
    public boolean canHandle(Document query) {
        return false;
    }

    public Iterable getPositions(Document query) {
        throw new UnsupportedOperationException();
    }

    public long getDataSize() {
        return getCount();
    }

    public void drop() {
    }
}
