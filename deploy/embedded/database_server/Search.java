import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.h2.mvstore.MVMap;

/** Which documents a query can mean, by the indexes of a collection: the narrowest of its conditions that all have to hold. */
public class Search {
    private final Collection indexes;
    private final MVMap documents;

    /** `indexes`: of any kind; those that find one document alone are left out. */
    public Search(Collection indexes, MVMap documents) {
        this.indexes = indexes;
        this.documents = documents;
    }

    /** What together holds every document of the query; null where no index narrows it. */
    public List candidates(Document query) {
        List narrowest = null;
        for (Iterator each = query.entrySet().iterator(); each.hasNext();) {
            Map.Entry condition = (Map.Entry) each.next();
            List found = one((String) condition.getKey(), condition.getValue());
            if (found != null && (narrowest == null || size(found) < size(narrowest))) {
                narrowest = found;
            }
        }
        return narrowest;
    }

    /** Of all together; a document in several counts several times. */
    public static long size(List found) {
        long sum = 0;
        for (int at = 0; at < found.size(); at++) {
            sum += ((Found) found.get(at)).size();
        }
        return sum;
    }

    public static Set positions(List found) {
        Set positions = new LinkedHashSet();
        for (int at = 0; at < found.size(); at++) {
            ((Found) found.get(at)).addTo(positions);
        }
        return positions;
    }

    /**
     * The range to walk along so that documents come in this order; null where none is in it. Documents without the field
     * stand in no range, so that the query has to demand it.
     */
    public Range inOrder(Document query, Document order) {
        if (order == null || order.isEmpty()) {
            return null;
        }
        Iterator keys = order.entrySet().iterator();
        Map.Entry first = (Map.Entry) keys.next();
        String path = (String) first.getKey();
        SearchIndex index = covering(path);
        if (!(index instanceof FieldIndex) || !sameDirection(first.getValue(), keys)) {
            return null;
        }
        Bounds bounds = new Bounds(path);
        bounds.read(query);
        return bounds.demanded ? ((FieldIndex) index).between(path, bounds.least, bounds.most) : null;
    }

    public static boolean isDescending(Document order) {
        return ((Number) order.values().iterator().next()).intValue() < 0;
    }

    /** After the first key at most the id may follow, in the same direction: the order in which entries stand. */
    private static boolean sameDirection(Object first, Iterator others) {
        while (others.hasNext()) {
            Map.Entry other = (Map.Entry) others.next();
            if (!"_id".equals(other.getKey()) || ((Number) other.getValue()).intValue() != ((Number) first).intValue()) {
                return false;
            }
        }
        return true;
    }

    private List one(String name, Object asked) {
        if ("$and".equals(name)) {
            List narrowest = null;
            for (Iterator each = ((Collection) asked).iterator(); each.hasNext();) {
                List found = candidates((Document) each.next());
                if (found != null && (narrowest == null || size(found) < size(narrowest))) {
                    narrowest = found;
                }
            }
            return narrowest;
        }
        if ("$or".equals(name)) {
            List together = new ArrayList();
            for (Iterator each = ((Collection) asked).iterator(); each.hasNext();) {
                List found = candidates((Document) each.next());
                if (found == null) {
                    return null;
                }
                together.addAll(found);
            }
            return together;
        }
        if ("_id".equals(name)) {
            return byId(asked);
        }
        SearchIndex index = name.startsWith("$") ? null : covering(name);
        if (index == null) {
            return null;
        }
        return asked instanceof Document ? byOperators(index, name, (Document) asked) : equal(index, name, asked);
    }

    /** One id, several, or those between two; null where they are no texts. Beside other conditions nobody else narrows by them. */
    private List byId(Object asked) {
        if (!(asked instanceof Document)) {
            return asked instanceof String ? Collections.singletonList(new IdRange(this.documents, (String) asked, (String) asked)) : null;
        }
        if (((Document) asked).get("$in") instanceof Collection) {
            List together = new ArrayList();
            for (Iterator each = ((Collection) ((Document) asked).get("$in")).iterator(); each.hasNext();) {
                Object id = each.next();
                if (!(id instanceof String)) {
                    return null;
                }
                together.add(new IdRange(this.documents, (String) id, (String) id));
            }
            return together;
        }
        Bounds bounds = new Bounds("_id");
        bounds.readOne(asked);
        boolean closed = bounds.least != null && bounds.most != null;
        return closed ? Collections.singletonList(new IdRange(this.documents, bounds.least, bounds.most)) : null;
    }

    private static List byOperators(SearchIndex index, String path, Document asked) {
        if (asked.get("$in") instanceof Collection) {
            List together = new ArrayList();
            for (Iterator each = ((Collection) asked.get("$in")).iterator(); each.hasNext();) {
                List found = equal(index, path, each.next());
                if (found == null) {
                    return null;
                }
                together.addAll(found);
            }
            return together;
        }
        if (asked.get("$all") instanceof Collection && index instanceof WordIndex) {
            Found found = ((WordIndex) index).equalToAll((Collection) asked.get("$all"));
            return found == null ? null : Collections.singletonList(found);
        }
        return asked.containsKey("$eq") ? equal(index, path, asked.get("$eq")) : fromText(index, path, asked);
    }

    /** From a text on. Of a list one value may lie above the lower bound and another below the upper, so that one bound is taken. */
    private static List fromText(SearchIndex index, String path, Document asked) {
        Bounds bounds = new Bounds(path);
        bounds.readOne(asked);
        boolean isBounded = index instanceof FieldIndex && bounds.least != null;
        return isBounded ? Collections.singletonList(((FieldIndex) index).between(path, bounds.least, null)) : null;
    }

    private static List equal(SearchIndex index, String path, Object value) {
        return SearchIndex.isIndexed(value) ? Collections.singletonList(index.equalTo(path, value)) : null;
    }

    private SearchIndex covering(String path) {
        for (Iterator each = this.indexes.iterator(); each.hasNext();) {
            Object index = each.next();
            if (index instanceof SearchIndex && ((SearchIndex) index).covers(path)) {
                return (SearchIndex) index;
            }
        }
        return null;
    }
}
